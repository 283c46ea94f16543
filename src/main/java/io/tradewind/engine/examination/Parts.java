package io.tradewind.engine.examination;

import io.tradewind.engine.examination.UnaryTests.Test;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a column can be asked, cut where its rows cut it: each text and one that no row names, or each bound and what lies
 * between; the last part is that nothing is known.
 */
final class Parts {

    static final Parts NONE = new Parts(List.of());

    /**
     * @param text for texts: the value, or null for one that no row names
     * @param from for numbers and days: where the part begins, null without a lower bound
     * @param isPoint whether the part is {@code from} alone
     */
    private record Part(
            Kind kind, @Nullable String text, @Nullable BigDecimal from, @Nullable BigDecimal to, boolean isPoint) {}

    private enum Kind {
        TEXT,
        NUMBER,
        DAY,
        NOTHING
    }

    private final List<Part> parts;

    private Parts(List<Part> parts) {
        this.parts = parts;
    }

    /** @param type the column's type in the table: {@code integer}, {@code string} … */
    static Parts of(List<Test> tests, String type) {
        List<Test> flat = tests.stream().flatMap(Parts::flat).toList();
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        TreeSet<String> texts = new TreeSet<>();
        boolean days = type.startsWith("date");
        for (Test test : flat) {
            if (test instanceof Test.Between between) {
                days |= between.days();
                Stream.of(between.from(), between.to())
                        .filter(java.util.Objects::nonNull)
                        .map(BigDecimal::stripTrailingZeros)
                        .forEach(bounds::add);
            } else if (test instanceof Test.Text text) {
                texts.add(text.value());
            }
        }
        List<Part> parts = new ArrayList<>();
        if (type.equals("boolean")) {
            parts.add(new Part(Kind.TEXT, "true", null, null, false));
            parts.add(new Part(Kind.TEXT, "false", null, null, false));
        } else if (bounds.isEmpty()) {
            texts.forEach(text -> parts.add(new Part(Kind.TEXT, text, null, null, false)));
            parts.add(new Part(Kind.TEXT, null, null, null, false));
        } else {
            boolean whole = type.equals("integer") || type.equals("long");
            between(new ArrayList<>(bounds), whole, days ? Kind.DAY : Kind.NUMBER, parts);
        }
        parts.add(new Part(Kind.NOTHING, null, null, null, false));
        return new Parts(parts);
    }

    private static Stream<Test> flat(Test test) {
        return test instanceof Test.Not not ? not.others().stream().flatMap(Parts::flat) : Stream.of(test);
    }

    private static void between(List<BigDecimal> bounds, boolean whole, Kind kind, List<Part> parts) {
        parts.add(new Part(kind, null, null, bounds.get(0), false));
        for (int i = 0; i < bounds.size(); i++) {
            BigDecimal here = bounds.get(i);
            BigDecimal next = i + 1 < bounds.size() ? bounds.get(i + 1) : null;
            parts.add(new Part(kind, null, here, here, true));
            boolean neighbours = whole && next != null && next.subtract(here).compareTo(BigDecimal.ONE) <= 0;
            if (!neighbours) {
                parts.add(new Part(kind, null, here, next, false));
            }
        }
    }

    int size() {
        return parts.size();
    }

    /** The parts that a cell takes. */
    BitSet taken(List<Test> cell) {
        BitSet taken = new BitSet();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            taken.set(i, cell.stream().anyMatch(test -> takes(test, part)));
        }
        return taken;
    }

    private static boolean takes(Test test, Part part) {
        if (test instanceof Test.Anything) {
            return true;
        }
        if (test instanceof Test.Not not) {
            return not.others().stream().noneMatch(other -> takes(other, part));
        }
        if (test instanceof Test.Nothing || part.kind() == Kind.NOTHING) {
            return test instanceof Test.Nothing && part.kind() == Kind.NOTHING;
        }
        if (test instanceof Test.Text text) {
            return text.value().equals(part.text());
        }
        Test.Between between = (Test.Between) test;
        if (part.kind() == Kind.TEXT) {
            return false;
        }
        return above(between, part) && below(between, part);
    }

    private static boolean above(Test.Between between, Part part) {
        if (between.from() == null) {
            return true;
        }
        if (part.from() == null) {
            return false;
        }
        int order = part.from().compareTo(between.from());
        return order > 0 || order == 0 && (between.fromIncluded() || !part.isPoint());
    }

    private static boolean below(Test.Between between, Part part) {
        if (between.to() == null) {
            return true;
        }
        if (part.to() == null) {
            return false;
        }
        int order = part.to().compareTo(between.to());
        return order < 0 || order == 0 && (between.toIncluded() || !part.isPoint());
    }

    /** A part in words. */
    String tell(int index) {
        Part part = parts.get(index);
        return switch (part.kind()) {
            case NOTHING -> "unknown";
            case TEXT -> part.text() == null ? "something else" : "\"" + part.text() + "\"";
            case NUMBER, DAY -> {
                if (part.isPoint()) {
                    yield told(part.from(), part.kind());
                }
                if (part.from() == null) {
                    yield "below " + told(part.to(), part.kind());
                }
                yield part.to() == null
                        ? "above " + told(part.from(), part.kind())
                        : "between " + told(part.from(), part.kind()) + " and " + told(part.to(), part.kind());
            }
        };
    }

    private static String told(@Nullable BigDecimal value, Kind kind) {
        if (value == null) {
            return "";
        }
        return kind == Kind.DAY
                ? Instant.ofEpochSecond(value.longValue())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString()
                : value.toPlainString();
    }
}
