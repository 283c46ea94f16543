package io.tradewind.kpi.web;

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
 */
record Panel(
        String id,
        String title,
        String note,
        @Nullable Chart chart,
        List<String> header,
        List<List<Cell>> rows,
        String empty) {

    /** Tables with more columns take the whole width. */
    private static final int NARROW = 4;

    /** More than these are only in the file. */
    private static final int SHOWN = 40;

    Panel(String id, String title, String note, @Nullable Chart chart, List<String> header, List<List<Cell>> rows) {
        this(id, title, note, chart, header, rows, "Nothing in this period.");
    }

    /** The rows of the page; a long table's last ones are in the file. */
    public List<List<Cell>> shown() {
        return rows.size() <= SHOWN ? rows : rows.subList(0, SHOWN);
    }

    /** Whether it takes the whole width of a wide screen. */
    public boolean isWide() {
        return header.size() > NARROW;
    }

    /** How many rows are only in the file. */
    public int left() {
        return rows.size() - shown().size();
    }

    /**
     * @param type as the charting library calls it: {@code bar} or {@code line}
     * @param flat bars that lie, for long names
     * @param unit of all values
     */
    record Chart(String type, boolean flat, boolean stacked, String unit, List<String> labels, List<Series> series) {}

    /** @param values exact decimals as text, for drawing only */
    record Series(String label, List<@Nullable String> values) {}

    /**
     * @param text as people read it
     * @param raw as a spreadsheet reads it
     * @param href where a click leads
     */
    record Cell(String text, String raw, boolean number, @Nullable String href) {

        static Cell text(String text) {
            return new Cell(text, text, false, null);
        }

        static Cell text(String text, @Nullable String href) {
            return new Cell(text, text, false, href);
        }

        static Cell value(String unit, @Nullable Object value, @Nullable String href) {
            return new Cell(
                    Shown.value(unit, value), value == null ? "" : value.toString(), true, value == null ? null : href);
        }
    }
}
