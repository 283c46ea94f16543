package io.tradewind.kpi;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure: what it is called, what it means and how it is computed, in one place.
 *
 * @param name as clients know it, e.g. {@code win-rate}
 * @param title as people read it
 * @param formula in words
 * @param source where the facts come from
 * @param kinds the facts it counts
 * @param basis which date of a fact puts it into a period
 * @param shape what its parts look like
 * @param inCompanyCurrency whether facts in another currency are left out
 * @param joins what else the value needs beside the parts {@code c}
 * @param value the aggregate over the parts {@code c}, see {@link Sums}; null where there is nothing to divide by. Not
 *     used for a quantile
 * @param quantile of the durations, as a fraction of 1; null for a figure that is a sum or a ratio of sums
 * @param noteJoins what the note needs beside the fact {@code f}
 * @param note what the list of facts says about each {@code f}
 * @param terms what a figure that tells where something stands at the end of a period adds up; empty for one that counts
 *     what happened in it
 * @param aboutCost whether it lets a reader work out our cost
 * @param perWorkingDay whether the value is divided by the working days of the period
 * @param notBy what it cannot be told by, and why
 */
record Figure(
        String name,
        String title,
        String formula,
        Unit unit,
        Direction direction,
        String source,
        List<FactKind> kinds,
        Basis basis,
        Shape shape,
        boolean inCompanyCurrency,
        String joins,
        String value,
        @Nullable Double quantile,
        String noteJoins,
        String note,
        List<Term> terms,
        boolean aboutCost,
        boolean perWorkingDay,
        Map<Dimension, String> notBy) {

    /** Whether it tells where something stands at the end of a period, not what happened in it. */
    boolean isState() {
        return !terms.isEmpty();
    }

    /**
     * What a state adds up: the parts whose {@code term} has this name.
     *
     * @param back how long before the end of the period it begins to count; null for all there ever were
     * @param until how long before the end of the period it stops counting
     */
    record Term(String name, List<FactKind> kinds, Basis basis, @Nullable Period back, Period until) {

        /** The first day that counts at this end; null for the first there ever was. */
        @Nullable
        LocalDate first(LocalDate end) {
            return back == null ? null : end.minus(back).plusDays(1);
        }

        /** The last day that counts at this end. */
        LocalDate last(LocalDate end) {
            return end.minus(until);
        }
    }

    /** Which date of a fact counts. */
    enum Basis {
        BOOKED("booked", "f.business_date"),
        DUE("due", "f.due_on"),
        /** From when on it counts in what is past due: the day after the due date, or its own if that is later. */
        PAST_DUE("past-due", "greatest(f.business_date, f.due_on + 1)");

        private final String code;
        private final String day;

        Basis(String code, String day) {
            this.code = code;
            this.day = day;
        }

        /** As {@code kpi_entry} holds it. */
        String code() {
            return code;
        }

        /** The date of a fact {@code f}. */
        String day() {
            return day;
        }
    }

    /** The first day that counts in a state at this end; null for all there ever were, and for what is no state. */
    @Nullable
    LocalDate since(LocalDate end) {
        LocalDate since = null;
        for (Term term : terms) {
            LocalDate first = term.first(end);
            if (first == null) {
                return null;
            }
            since = since == null || first.isBefore(since) ? first : since;
        }
        return since;
    }

    /** Whether published targets are in it: facts of months that may not have begun. */
    boolean isAboutTargets() {
        return kinds.stream().anyMatch(kind -> kind.code().startsWith("target-"));
    }

    /** What a figure needs to know of its facts. */
    enum Shape {
        /** Counts and sums of money. */
        SUMS,
        /** Which customers there were. */
        CUSTOMERS,
        /** How often each duration occurred. */
        SPREAD
    }

    /** A figure that counts facts of these kinds by their business date; the rest is stated where it differs. */
    static Draft of(String name, String title, Unit unit, Direction direction, FactKind... kinds) {
        return new Draft(name, title, unit, direction, List.of(kinds));
    }

    /** The kinds as SQL literals; they come from an enum. */
    String kindList() {
        return kindList(kinds);
    }

    static String kindList(List<FactKind> kinds) {
        return kinds.stream().map(kind -> "'" + kind.code() + "'").collect(joining(", "));
    }

    /** A figure being written down. */
    static final class Draft {
        private final String name;
        private final String title;
        private final Unit unit;
        private final Direction direction;
        private final List<FactKind> kinds;
        private String formula = "";
        private String source = "";
        private Basis basis = Basis.BOOKED;
        private Shape shape = Shape.SUMS;
        private boolean inCompanyCurrency;
        private String joins = "";
        private String value = "coalesce(sum(c.n), 0)";
        private @Nullable Double quantile;
        private String noteJoins = "";
        private String note = "f.detail";
        private final List<Term> terms = new ArrayList<>();
        private boolean aboutCost;
        private boolean perWorkingDay;
        private final Map<Dimension, String> notBy = new EnumMap<>(Dimension.class);

        private Draft(String name, String title, Unit unit, Direction direction, List<FactKind> kinds) {
            this.name = name;
            this.title = title;
            this.unit = unit;
            this.direction = direction;
            this.kinds = kinds;
        }

        Draft formula(String words) {
            this.formula = words;
            return this;
        }

        Draft source(String words) {
            this.source = words;
            return this;
        }

        /** Periods are told by the day on which payment is due. */
        Draft byDueDate() {
            this.basis = Basis.DUE;
            return this;
        }

        Draft value(String sql) {
            this.value = sql;
            return this;
        }

        /** Counts customers instead of facts. */
        Draft customers(String joins, String value) {
            this.shape = Shape.CUSTOMERS;
            this.joins = joins;
            this.value = value;
            return this;
        }

        /** What there ever was of these kinds up to the end of the period. */
        Draft standing(String term, Basis basis, FactKind... kinds) {
            terms.add(new Term(term, List.of(kinds), basis, null, Period.ZERO));
            return this;
        }

        /** What there was of these kinds in so many days up to the end of the period. */
        Draft lately(String term, int days, FactKind... kinds) {
            return during(term, Period.ofDays(days), Period.ZERO, kinds);
        }

        /** What there was of these kinds between so long and so long before the end of the period. */
        Draft during(String term, Period back, Period until, FactKind... kinds) {
            terms.add(new Term(term, List.of(kinds), Basis.BOOKED, back, until));
            return this;
        }

        /** The duration that this fraction of the facts does not exceed, between two of them interpolated. */
        Draft quantile(double fraction) {
            this.shape = Shape.SPREAD;
            this.quantile = fraction;
            return this;
        }

        Draft note(String joins, String sql) {
            this.noteJoins = joins;
            this.note = sql;
            return this;
        }

        /** Amounts are never converted: those in another currency are left out, and the board says how many. */
        Draft inCompanyCurrency() {
            this.inCompanyCurrency = true;
            return this;
        }

        /** For those who may know the cost. */
        Draft tellsCost() {
            this.aboutCost = true;
            return this;
        }

        /** Divided by the working days of the period, of each month by the month's. */
        Draft perWorkingDay() {
            this.perWorkingDay = true;
            return this;
        }

        /** What it cannot be told by. @param why as the one who asks is told */
        Draft notBy(String why, Dimension... dimensions) {
            for (Dimension dimension : dimensions) {
                notBy.put(dimension, why);
            }
            return this;
        }

        Figure done() {
            return new Figure(
                    name,
                    title,
                    formula,
                    unit,
                    direction,
                    source,
                    kinds,
                    basis,
                    shape,
                    inCompanyCurrency,
                    joins,
                    value,
                    quantile,
                    noteJoins,
                    note,
                    List.copyOf(terms),
                    aboutCost,
                    perWorkingDay,
                    Map.copyOf(notBy));
        }
    }
}
