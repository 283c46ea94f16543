package io.tradewind.kpi;

import static java.util.stream.Collectors.joining;

import java.util.List;
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
 * @param aboutCost whether it lets a reader work out our cost
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
        boolean aboutCost) {

    /** Which date of a fact counts. */
    enum Basis {
        BOOKED("booked", "f.business_date"),
        DUE("due", "f.due_on");

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
        private boolean aboutCost;

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
                    aboutCost);
        }
    }
}
