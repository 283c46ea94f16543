package io.tradewind.intake;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which column of a file holds which field, and the rows read accordingly. */
final class Columns {

    private final List<String> header;
    private final List<Field> fields;
    private final Map<String, Integer> positions;
    private final Mapping mapping;
    private final Values values;

    private Columns(List<String> header, List<Field> fields, Map<String, Integer> positions, Mapping mapping) {
        this.header = header;
        this.fields = fields;
        this.positions = positions;
        this.mapping = mapping;
        this.values = new Values(mapping.dateFormat(), mapping.decimalPoint());
    }

    /** How many fields find a column under these headings: tells separators apart, refuses nothing. */
    static int matches(List<String> header, List<Field> fields, Mapping mapping) {
        return (int) fields.stream()
                .filter(field -> header.stream()
                        .anyMatch(heading -> field.goesBy(heading)
                                || Field.normalized(mapping.columns().getOrDefault(field.name(), "?"))
                                        .equals(Field.normalized(heading))))
                .count();
    }

    /** @throws Refused if a required column is missing, or a field would have two */
    static Columns of(List<String> header, List<Field> fields, Mapping mapping) {
        Map<String, Integer> positions = new HashMap<>();
        for (Field field : fields) {
            String stated = mapping.columns().get(field.name());
            List<Integer> found = stated == null
                    ? positionsOf(header, field)
                    : stated.isBlank() ? List.of() : statedPosition(header, field, stated);
            if (found.size() > 1) {
                throw new Refused(
                        field.name(),
                        "Two columns could be " + field.name() + ": '" + Values.shown(header.get(found.get(0)))
                                + "' and '" + Values.shown(header.get(found.get(1)))
                                + "'. Say in the mapping which one it is.");
            }
            if (found.isEmpty() && field.isRequired()) {
                throw new Refused(
                        field.name(),
                        "The file has no column for " + field.name() + ", which is required. Its headings are "
                                + headings(header) + "; expected are " + Mapping.names(fields)
                                + ". Rename the column or add a mapping, for example {\"" + field.name()
                                + "\": \"their heading\"}.");
            }
            if (!found.isEmpty()) {
                positions.put(field.name(), found.get(0));
            }
        }
        if (positions.isEmpty()) {
            throw new Refused(
                    "file",
                    "None of the headings is known: " + headings(header) + "; expected are " + Mapping.names(fields)
                            + ".");
        }
        return new Columns(List.copyOf(header), fields, positions, mapping);
    }

    List<String> header() {
        return header;
    }

    /** A quotation mark that is never closed makes one cell of all the lines after it; say so, or they are missed. */
    private static String swallowedLines(List<String> cells) {
        long lines =
                cells.stream().mapToLong(cell -> cell.lines().count() - 1).max().orElse(0);
        return lines < 1
                ? ""
                : " One cell holds " + lines + " more " + (lines == 1 ? "line" : "lines")
                        + " of the file, which were not read as rows: is a quotation mark missing there?";
    }

    /** @throws Refused with everything that is wrong with the row */
    Row read(int number, List<String> cells) {
        if (cells.size() != header.size()) {
            throw new Refused("The row has " + cells.size() + (cells.size() == 1 ? " column" : " columns")
                    + ", the heading has " + header.size() + "." + swallowedLines(cells));
        }
        Map<String, Object> read = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Field field : fields) {
            try {
                readField(field, cells, read);
            } catch (Refused e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new Refused(String.join(" ", faults));
        }
        return new Row(number, read);
    }

    private void readField(Field field, List<String> cells, Map<String, Object> read) {
        Integer position = positions.get(field.name());
        String cell = position == null ? "" : clean(cells.get(position));
        Map<String, String> translation = mapping.values().get(field.name());
        if (translation != null) {
            cell = translation.getOrDefault(Field.normalized(cell), cell);
        }
        if (cell.isEmpty()) {
            if (field.isRequired()) {
                throw new Refused(field.name(), field.name() + " is missing.");
            }
            return;
        }
        switch (field.kind()) {
            case TEXT -> read.putIfAbsent(field.name(), Values.text(field, cell));
            case EMAIL -> read.put(field.name(), Values.email(field, cell));
            case DATE -> read.put(field.name(), values.date(field, cell));
            case DECIMAL -> read.put(field.name(), values.decimal(field, cell).value());
            case MONEY -> readMoney(field, cell, cells, read);
        }
    }

    private void readMoney(Field field, String cell, List<String> cells, Map<String, Object> read) {
        Values.Amount amount = values.decimal(field, cell);
        BigDecimal value = values.money(field, amount.value());
        if (amount.sign() != null && field.currencyField() != null) {
            Integer position = positions.get(field.currencyField());
            String currency = position == null ? "" : clean(cells.get(position)).toUpperCase(Locale.ROOT);
            if (!currency.isEmpty() && !currency.equals(amount.sign())) {
                throw new Refused(
                        field.name(),
                        field.name() + " is written in " + amount.sign() + ", but " + field.currencyField() + " says "
                                + Values.shown(currency) + ".");
            }
            read.put(field.currencyField(), amount.sign());
        }
        read.put(field.name(), value);
    }

    /** Spaces of every kind, and the apostrophe that keeps a spreadsheet from taking a cell for a formula. */
    private static String clean(String cell) {
        String stripped = cell.replace('\u00a0', ' ').strip();
        return stripped.length() > 1 && stripped.charAt(0) == '\'' && SafeCsv.startsLikeFormula(stripped.substring(1))
                ? stripped.substring(1)
                : stripped;
    }

    /** Under its own name before its aliases, and those in their order. */
    private static List<Integer> positionsOf(List<String> header, Field field) {
        return Stream.concat(Stream.of(field.name()), field.aliases().stream())
                .map(name -> IntStream.range(0, header.size())
                        .filter(i -> Field.normalized(header.get(i)).equals(Field.normalized(name)))
                        .boxed()
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Integer> statedPosition(List<String> header, Field field, String stated) {
        List<Integer> exact = IntStream.range(0, header.size())
                .filter(i -> header.get(i).strip().equals(stated.strip()))
                .boxed()
                .toList();
        List<Integer> found = !exact.isEmpty()
                ? exact
                : IntStream.range(0, header.size())
                        .filter(i -> Field.normalized(header.get(i)).equals(Field.normalized(stated)))
                        .boxed()
                        .toList();
        if (found.isEmpty()) {
            throw new Refused(
                    "mapping",
                    "The mapping says that " + field.name() + " is in column '" + Values.shown(stated)
                            + "', but the headings are " + headings(header) + ".");
        }
        return found;
    }

    private static String headings(List<String> header) {
        return Values.shown(String.join(", ", header).strip()).isEmpty()
                ? "empty"
                : String.join(", ", header.stream().limit(40).map(Values::shown).toList());
    }
}
