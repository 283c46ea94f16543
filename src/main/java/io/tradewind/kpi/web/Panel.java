package io.tradewind.kpi.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart and its numbers.
 *
 * @param id its name in addresses
 * @param note what is counted, in words
 * @param chart what the script draws; null where a table says it all
 * @param header one title for each column
 * @param empty what is said where there are no rows
 * @param complete what is saved: the rows, and where the page shows only some of them all the others
 */
record Panel(
        String id,
        String title,
        String note,
        @Nullable Chart chart,
        List<String> header,
        List<List<Cell>> rows,
        String empty,
        List<List<Cell>> complete) {

    /** What is said of a period in which nothing happened. */
    static final String NOTHING = "Nothing in this period.";

    /** More than these are only in the file. */
    private static final int SHOWN = 40;

    /** Fewer columns than these fit a phone, and more than those are scrolled there; else each row becomes a card. */
    private static final int FEWEST_ON_CARDS = 4;

    private static final int MOST_ON_CARDS = 12;

    Panel(String id, String title, String note, @Nullable Chart chart, List<String> header, List<List<Cell>> rows) {
        this(id, title, note, chart, header, rows, NOTHING);
    }

    Panel(
            String id,
            String title,
            String note,
            @Nullable Chart chart,
            List<String> header,
            List<List<Cell>> rows,
            String empty) {
        this(id, title, note, chart, header, rows, empty, rows);
    }

    /** The rows of the page; a long table's last ones are in the file. */
    public List<List<Cell>> shown() {
        return rows.size() <= SHOWN ? rows : rows.subList(0, SHOWN);
    }

    /** Whether it takes the whole width of a wide screen; those that say only that there is nothing share it. */
    public boolean isWide() {
        return !rows.isEmpty();
    }

    /** How many rows are only in the file. */
    public int left() {
        return complete.size() - shown().size();
    }

    /** Whether its rows are cards on a phone. */
    public boolean isCards() {
        return header.size() >= FEWEST_ON_CARDS && header.size() <= MOST_ON_CARDS;
    }

    /** Whether it is too long to be kept on one printed page. */
    public boolean isTall() {
        return rows.size() > 12;
    }

    /**
     * @param type as the charting library calls it: {@code bar} or {@code line}
     * @param flat bars that lie, for long names
     * @param unit of all values
     * @param mark where a line is drawn across; null for none
     */
    record Chart(
            String type,
            boolean flat,
            boolean stacked,
            String unit,
            List<String> labels,
            List<Series> series,
            @Nullable String mark) {

        Chart(String type, boolean flat, boolean stacked, String unit, List<String> labels, List<Series> series) {
            this(type, flat, stacked, unit, labels, series, null);
        }
    }

    /** @param values exact decimals as text, for drawing only */
    record Series(String label, List<@Nullable String> values) {}

    /**
     * @param text as people read it
     * @param raw as a spreadsheet reads it
     * @param unit of a number; empty for a text
     * @param href where a click leads
     */
    record Cell(String text, String raw, boolean number, String unit, @Nullable String href) {

        /** One that is of no unit. */
        Cell(String text, String raw, boolean number, @Nullable String href) {
            this(text, raw, number, "", href);
        }

        static Cell text(String text) {
            return new Cell(text, text, false, "", null);
        }

        static Cell text(String text, @Nullable String href) {
            return new Cell(text, text, false, "", href);
        }

        static Cell value(String unit, @Nullable Object value, @Nullable String href) {
            return new Cell(
                    Shown.value(unit, value),
                    value == null ? "" : value.toString(),
                    true,
                    unit,
                    value == null ? null : href);
        }

        /** Whether it is a date, which is never broken into two lines. */
        public boolean isDay() {
            return text.matches("\\d{4}-\\d{2}-\\d{2}");
        }

        /** Money without its cents, for paper; null for anything else. */
        public @Nullable String whole() {
            return number && !raw.isEmpty() && unit.matches("[A-Z]{3}")
                    ? Shown.value(unit, new BigDecimal(raw).setScale(0, RoundingMode.HALF_UP))
                    : null;
        }
    }
}
