package io.tradewind.planning.web;

import io.tradewind.engine.Refused;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetsReadIn;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in the rows of a {@link TargetFile}, read one after the other; what cannot be read is refused by row and column. */
final class TargetRows {

    private static final Pattern MARK = Pattern.compile("(\\S{1,40}) at (\\d{1,9})");
    private static final int NONE = -1;

    private final boolean decimalComma;
    private final List<String> heading;
    private final int node;
    private final int takenFrom;
    private final Map<Measure, Integer> years = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Integer>> monthly = new EnumMap<>(Measure.class);
    private final List<String> shares;

    private final Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
    private final Map<String, Map<Measure, List<BigDecimal>>> months = new LinkedHashMap<>();
    private final Map<String, Map<String, BigDecimal>> products = new LinkedHashMap<>();
    private @Nullable String mark;

    /** Months and shares of products may be left out. */
    TargetRows(List<String> heading, boolean decimalComma) {
        this.decimalComma = decimalComma;
        this.heading = heading.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        node = column(TargetFile.NODE);
        takenFrom = this.heading.contains(TargetFile.TAKEN_FROM) ? column(TargetFile.TAKEN_FROM) : NONE;
        for (Measure measure : Measure.values()) {
            years.put(measure, column(measure.code()));
            List<String> names = TargetFile.monthColumns(measure);
            if (names.stream().anyMatch(this.heading::contains)) {
                monthly.put(measure, names.stream().map(this::column).toList());
            }
        }
        shares = this.heading.stream()
                .filter(name -> name.startsWith(TargetFile.PRODUCT))
                .toList();
        shares.forEach(this::column);
    }

    void take(int row, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (cells.size() != heading.size()) {
            throw new Refused(
                    "file",
                    "Row " + row + " has " + cells.size() + " columns, the heading has " + heading.size() + ".");
        }
        String key = cells.get(node).strip();
        Map<Measure, BigDecimal> amounts = new EnumMap<>(Measure.class);
        years.forEach((measure, at) -> amounts.put(measure, number(row, at, cells)));
        if (values.put(key, amounts) != null) {
            throw new Refused(
                    "file", "Row " + row + ", column node: '" + TargetFile.cut(key) + "' stands in the file twice.");
        }
        Map<Measure, List<BigDecimal>> amountsByMonth = new EnumMap<>(Measure.class);
        monthly.forEach((measure, at) -> amountsByMonth.put(
                measure, at.stream().map(column -> number(row, column, cells)).toList()));
        months.put(key, amountsByMonth);
        if (!shares.isEmpty()) {
            products.put(key, shares(row, cells));
        }
        String marked = takenFrom == NONE ? "" : cells.get(takenFrom).strip();
        if (mark != null && !mark.equals(marked)) {
            throw new Refused(
                    "file",
                    "Row " + row + ", column " + TargetFile.TAKEN_FROM
                            + ": the rows are of different states of the plan. Use one download.");
        }
        mark = marked;
    }

    TargetsReadIn.Content content() {
        Matcher state = MARK.matcher(mark == null ? "" : mark);
        if (!state.matches()) {
            throw new Refused(
                    "file",
                    "The file does not say from which state of the plan it was taken. Download the plan anew, keep the column '"
                            + TargetFile.TAKEN_FROM + "' and enter your changes there.");
        }
        return new TargetsReadIn.Content(state.group(1), Integer.parseInt(state.group(2)), values, months, products);
    }

    /** By product, as fractions; what is empty or zero has no part. */
    private Map<String, BigDecimal> shares(int row, List<String> cells) {
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        for (String name : shares) {
            int at = heading.indexOf(name);
            if (!cells.get(at).isBlank()) {
                BigDecimal share = number(row, at, cells);
                if (share.signum() != 0) {
                    parts.put(name.substring(TargetFile.PRODUCT.length()), share.movePointLeft(2));
                }
            }
        }
        return parts;
    }

    private BigDecimal number(int row, int at, List<String> cells) {
        return TargetFile.number(cells.get(at), decimalComma, "Row " + row + ", column " + heading.get(at));
    }

    private int column(String name) {
        int at = heading.indexOf(name);
        if (at < 0) {
            throw new Refused(
                    "file", "The file has no column '" + name + "'. Take the headings of the file you downloaded.");
        }
        if (heading.lastIndexOf(name) != at) {
            throw new Refused("file", "The file has the column '" + name + "' twice.");
        }
        return at;
    }
}
