package io.tradewind.engine.examination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cell of a decision table as far as it compares with fixed values. */
final class UnaryTests {

    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)\\s*(.+)", Pattern.DOTALL);
    private static final Pattern RANGE =
            Pattern.compile("([\\[\\](])\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*([\\[\\])])", Pattern.DOTALL);
    private static final Pattern DAY = Pattern.compile("(date|date and time)\\(\\s*\"([^\"]+)\"\\s*\\)");

    private UnaryTests() {}

    /** One part of a cell; the cell takes what any of its parts takes. */
    sealed interface Test {
        /** Whatever it is, nothing included. */
        record Anything() implements Test {}

        /** Nothing is known. */
        record Nothing() implements Test {}

        /** One text, {@code true} or {@code false}. */
        record Text(String value) implements Test {}

        /**
         * Numbers or days from one to another.
         *
         * @param from null if there is no lower bound
         * @param to null if there is no upper bound
         */
        record Between(
                @Nullable BigDecimal from,
                boolean fromIncluded,
                @Nullable BigDecimal to,
                boolean toIncluded,
                boolean days)
                implements Test {}

        /** Everything but these. */
        record Not(List<Test> others) implements Test {}
    }

    /** @return null if the cell computes something that cannot be told beforehand */
    static @Nullable List<Test> read(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return List.of(new Test.Anything());
        }
        if (text.startsWith("not(") && text.endsWith(")")) {
            List<Test> others = read(text.substring(4, text.length() - 1));
            return others == null ? null : List.of(new Test.Not(others));
        }
        List<Test> tests = new ArrayList<>();
        for (String part : parts(text)) {
            Test test = one(part.strip());
            if (test == null) {
                return null;
            }
            tests.add(test);
        }
        return tests;
    }

    private static @Nullable Test one(String text) {
        if (text.equals("null")) {
            return new Test.Nothing();
        }
        if (text.equals("true") || text.equals("false")) {
            return new Test.Text(text);
        }
        if (text.length() > 1 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1) {
            return new Test.Text(text.substring(1, text.length() - 1));
        }
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            BigDecimal value = value(compared.group(2));
            if (value == null) {
                return null;
            }
            boolean days = isDay(compared.group(2));
            return switch (compared.group(1)) {
                case "<" -> new Test.Between(null, false, value, false, days);
                case "<=" -> new Test.Between(null, false, value, true, days);
                case ">" -> new Test.Between(value, false, null, false, days);
                default -> new Test.Between(value, true, null, false, days);
            };
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            BigDecimal from = value(range.group(2));
            BigDecimal to = value(range.group(3));
            return from == null || to == null
                    ? null
                    : new Test.Between(
                            from, range.group(1).equals("["), to, range.group(4).equals("]"), isDay(range.group(2)));
        }
        BigDecimal value = value(text);
        return value == null ? null : new Test.Between(value, true, value, true, isDay(text));
    }

    private static boolean isDay(String text) {
        return DAY.matcher(text.strip()).matches();
    }

    /** A number, or a moment as seconds. */
    private static @Nullable BigDecimal value(String text) {
        Matcher day = DAY.matcher(text.strip());
        try {
            if (day.matches()) {
                return BigDecimal.valueOf(moment(day.group(2)));
            }
            return new BigDecimal(text.strip());
        } catch (NumberFormatException | DateTimeParseException computed) {
            return null;
        }
    }

    private static long moment(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                ? OffsetDateTime.parse(text).toEpochSecond()
                : LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
    }

    /** Cut at commas outside of quotes and brackets. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        StringBuilder part = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (!quoted && c == '(') {
                depth++;
            }
            if (!quoted && c == ')') {
                depth--;
            }
            if (c == ',' && !quoted && depth <= 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
