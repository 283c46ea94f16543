package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Who is ahead and who lags behind, and why: the cause that stands out most against the median of all. One who sold
 * nothing is among them.
 */
final class LeadersPanel implements BoardPanel {

    private static final int EACH = 5;
    private static final String REVENUE = "revenue";

    private final Figures figures;
    private final Dimension by;
    private final Function<BoardView, Map<String, String>> everybody;

    /** @param everybody who or what should have sold something, by key and name; may be none */
    LeadersPanel(Figures figures, Dimension by, Function<BoardView, Map<String, String>> everybody) {
        this.figures = figures;
        this.by = by;
        this.everybody = everybody;
    }

    /** One that is ranked. */
    private record Ranked(String key, String name, BigDecimal revenue, BigDecimal won, @Nullable BigDecimal winRate) {

        BigDecimal size() {
            return won.signum() == 0 ? BigDecimal.ZERO : revenue.divide(won, 2, RoundingMode.HALF_UP);
        }
    }

    /** What the middle one of them has; who won nothing has no size of deals, who closed nothing no win rate. */
    private record Middle(BigDecimal revenue, BigDecimal won, BigDecimal winRate, BigDecimal size) {

        static Middle of(List<Ranked> all) {
            return new Middle(
                    median(all, Ranked::revenue),
                    median(all, Ranked::won),
                    median(all.stream().filter(one -> one.winRate() != null).toList(), Ranked::winRate),
                    median(all.stream().filter(one -> one.won().signum() > 0).toList(), Ranked::size));
        }

        private static BigDecimal median(List<Ranked> all, Function<Ranked, BigDecimal> value) {
            if (all.isEmpty()) {
                return BigDecimal.ZERO;
            }
            List<BigDecimal> sorted = all.stream().map(value).sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1
                    ? sorted.get(half)
                    : sorted.get(half - 1).add(sorted.get(half)).divide(BigDecimal.valueOf(2), 6, RoundingMode.HALF_UP);
        }
    }

    @Override
    public String id() {
        return "leaders-by-" + by.code();
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        if (view.heldTo(by) != null) {
            return Optional.empty();
        }
        FigureAnswer revenue =
                figures.answer(REVENUE, view.selection(), by, view.sight()).orElseThrow();
        List<Ranked> all = ranked(view, revenue);
        List<Ranked> told = all.size() <= 2 * EACH
                ? all
                : java.util.stream.Stream.concat(
                                all.subList(0, EACH).stream(), all.subList(all.size() - EACH, all.size()).stream())
                        .toList();
        List<List<Cell>> rows = List.of();
        List<List<Cell>> complete = List.of();
        if (all.size() > 1) {
            Middle middle = Middle.of(all);
            rows = new Rows<>(told, one -> row(view, revenue.unit(), one, middle));
            complete = new Rows<>(all, one -> row(view, revenue.unit(), one, middle));
        }
        String several = by.code() + "s";
        return Optional.of(new Panel(
                id(),
                "Top and lagging " + several,
                rows.isEmpty()
                        ? "Revenue against the median of all."
                        : "Revenue against the median of all " + all.size() + " " + several
                                + (all.size() > told.size()
                                        ? ", the first and last " + EACH + "; the file has all"
                                        : "")
                                + ". The reason is what stands out most against the median.",
                rows.isEmpty() ? null : chart(revenue.unit(), told, Middle.of(all)),
                List.of(
                        StringUtils.capitalize(by.code()),
                        Heading.of("Revenue", revenue.unit()),
                        Heading.of("Gap to the median", revenue.unit()),
                        "Deals won",
                        "Stands",
                        "Why"),
                rows,
                all.isEmpty() ? Panel.NOTHING : "One alone cannot be compared.",
                complete));
    }

    private List<Ranked> ranked(BoardView view, FigureAnswer revenue) {
        Map<String, BigDecimal> won = values("deals-won", view);
        Map<String, BigDecimal> winRate = values("win-rate", view);
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, BigDecimal> sold = new HashMap<>();
        revenue.rows().stream().filter(row -> !row.key().isEmpty()).forEach(row -> {
            names.put(row.key(), row.name());
            sold.put(row.key(), number(row.value()));
        });
        if (!names.isEmpty()) {
            everybody.apply(view).forEach(names::putIfAbsent);
        }
        return names.entrySet().stream()
                .map(one -> new Ranked(
                        one.getKey(),
                        one.getValue(),
                        sold.getOrDefault(one.getKey(), BigDecimal.ZERO.setScale(2)),
                        won.getOrDefault(one.getKey(), BigDecimal.ZERO),
                        winRate.get(one.getKey())))
                .sorted(Comparator.comparing(Ranked::revenue).reversed().thenComparing(Ranked::name))
                .toList();
    }

    private Map<String, BigDecimal> values(String figure, BoardView view) {
        Map<String, BigDecimal> values = new HashMap<>();
        figures.values(figure, view.selection(), by, view.sight())
                .forEach((key, value) -> values.put(key, number(value)));
        return values;
    }

    private List<Cell> row(BoardView view, String unit, Ranked one, Middle middle) {
        BigDecimal gap = one.revenue().subtract(middle.revenue()).setScale(2, RoundingMode.HALF_UP);
        return List.of(
                Cell.text(one.name(), view.address().board(by, one.key())),
                Cell.value(unit, one.revenue(), view.address().facts(REVENUE, by, one.key())),
                Cell.value(unit, gap, view.address().facts(REVENUE, by, one.key())),
                Cell.value("deals", one.won(), view.address().facts("deals-won", by, one.key())),
                Cell.text(stands(one, gap)),
                Cell.text(why(unit, one, middle, gap.signum())));
    }

    /** Where most sold nothing, the median is nothing too; one who sold nothing lags behind all the same. */
    private static String stands(Ranked one, BigDecimal gap) {
        if (gap.signum() > 0) {
            return "ahead";
        }
        return gap.signum() < 0 || one.revenue().signum() == 0 ? "lags behind" : "in the middle";
    }

    private static String why(String unit, Ranked one, Middle middle, int sign) {
        if (one.revenue().signum() == 0) {
            return "nothing sold in this period";
        }
        if (sign == 0) {
            return "as the median";
        }
        Map<String, Double> causes = new LinkedHashMap<>();
        causes.put(
                (sign > 0 ? "more" : "fewer") + " deals won: "
                        + Shown.value("deals", one.won().setScale(0, RoundingMode.HALF_UP)) + ", median "
                        + Shown.value("deals", whole(middle.won())),
                ratio(one.won(), middle.won()));
        causes.put(
                (sign > 0 ? "larger" : "smaller") + " deals: " + Shown.value(unit, whole(one.size())) + " " + unit
                        + " each, median " + Shown.value(unit, whole(middle.size())),
                ratio(one.size(), middle.size()));
        BigDecimal winRate = one.winRate();
        if (winRate != null) {
            causes.put(
                    (sign > 0 ? "higher" : "lower") + " win rate: " + Shown.value("share", winRate) + ", median "
                            + Shown.value("share", middle.winRate()),
                    ratio(winRate, middle.winRate()));
        }
        Comparator<Map.Entry<String, Double>> byWeight = Map.Entry.comparingByValue();
        return causes.entrySet().stream()
                .filter(cause -> sign > 0 ? cause.getValue() > 1 : cause.getValue() < 1)
                .max(sign > 0 ? byWeight : byWeight.reversed())
                .map(Map.Entry::getKey)
                .orElse("a little of everything");
    }

    private static BigDecimal whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP);
    }

    private static double ratio(BigDecimal value, BigDecimal median) {
        return median.signum() == 0 ? 1 : value.doubleValue() / median.doubleValue();
    }

    private static Chart chart(String unit, List<Ranked> told, Middle middle) {
        return new Chart(
                "bar",
                true,
                false,
                unit,
                told.stream().map(Ranked::name).toList(),
                List.of(new Series(
                        "Gap to the median",
                        told.stream()
                                .map(one -> one.revenue()
                                        .subtract(middle.revenue())
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toPlainString())
                                .toList())));
    }

    private static BigDecimal number(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }
}
