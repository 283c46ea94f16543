package io.tradewind.kpi.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.kpi.web.Panel.Cell;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** A panel's table as CSV that spreadsheets open rightly and that cannot make them compute. */
final class SpreadsheetFile {

    /** Spreadsheets take a file without it for their own old encoding. */
    private static final String UTF_8_MARK = "\uFEFF";

    private SpreadsheetFile() {}

    static byte[] of(Panel panel) {
        StringWriter text = new StringWriter();
        text.append(UTF_8_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    panel.header().stream().map(SpreadsheetFile::harmless).toList());
            panel.rows()
                    .forEach(row -> csv.writeRecord(
                            row.stream().map(SpreadsheetFile::content).toList()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Our own numbers may be negative; text is somebody else's. */
    private static String content(Cell cell) {
        return cell.number() ? cell.raw() : harmless(cell.raw());
    }

    /** An apostrophe makes text of what a spreadsheet would take for a formula. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
