package io.tradewind.kpi;

import java.util.List;

/**
 * A figure: what it is called, what it means and how it is computed, in one place.
 *
 * @param name as clients know it, e.g. {@code win-rate}
 * @param title as people read it
 * @param formula in words
 * @param source where the facts come from
 * @param kinds the facts it counts, {@code f} in the SQL
 * @param day the date of {@code f} that puts it into a period
 * @param joins what else the value needs
 * @param condition which of the facts count
 * @param value the aggregate; null where there is nothing to divide by
 * @param note what the list of facts says about each
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
        String day,
        String joins,
        String condition,
        String value,
        String note,
        boolean aboutCost) {

    /** A figure that counts facts of these kinds by their business date; the rest is stated where it differs. */
    static Draft of(String name, String title, Unit unit, Direction direction, FactKind... kinds) {
        return new Draft(name, title, unit, direction, List.of(kinds));
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
        private String day = "f.business_date";
        private String joins = "";
        private String condition = "true";
        private String value = "count(*)";
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

        Draft day(String sql) {
            this.day = sql;
            return this;
        }

        Draft joins(String sql) {
            this.joins = sql;
            return this;
        }

        Draft value(String sql) {
            this.value = sql;
            return this;
        }

        Draft note(String sql) {
            this.note = sql;
            return this;
        }

        /** Amounts are never converted: those in another currency are left out, and the board says how many. */
        Draft inCompanyCurrency() {
            this.condition = "f.currency = :currency";
            return this;
        }

        /** For those who may know the cost. */
        Draft tellsCost() {
            this.aboutCost = true;
            return this;
        }

        Figure done() {
            return new Figure(
                    name, title, formula, unit, direction, source, kinds, day, joins, condition, value, note,
                    aboutCost);
        }
    }
}
