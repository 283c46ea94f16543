package io.tradewind.kpi.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.kpi.web.Panel.Cell;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

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

    /** The same, to be saved under the panel's name. */
    static ResponseEntity<byte[]> download(Panel panel) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(panel.id() + ".csv")
                                .build()
                                .toString())
                .body(of(panel));
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
