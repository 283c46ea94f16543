package io.tradewind.kpi.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.kpi.web.Panel.Cell;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A panel's table as CSV that spreadsheets open rightly and that cannot make them compute. */
final class SpreadsheetFile {

    /** Spreadsheets take a file without it for their own old encoding. */
    private static final String UTF_8_MARK = "\uFEFF";

    private static final String SHARE = "share";

    private SpreadsheetFile() {}

    static byte[] of(Panel panel) {
        StringWriter text = new StringWriter();
        text.append(UTF_8_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            List<String> header = new ArrayList<>();
            for (int column = 0; column < panel.header().size(); column++) {
                header.add(harmless(title(panel, column)));
            }
            csv.writeRecord(header);
            panel.complete()
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

    /** A column of shares says that it is in per cent; every other unit stands in the title already. */
    private static String title(Panel panel, int column) {
        String title = panel.header().get(column);
        return panel.complete().stream()
                        .limit(1)
                        .anyMatch(row -> row.get(column).unit().equals(SHARE))
                ? title + " (%)"
                : title;
    }

    /** Our own numbers may be negative; text is somebody else's. */
    private static String content(Cell cell) {
        if (cell.unit().equals(SHARE) && !cell.raw().isEmpty()) {
            return new BigDecimal(cell.raw()).movePointRight(2).toPlainString();
        }
        return cell.number() ? cell.raw() : harmless(cell.raw());
    }

    /** An apostrophe makes text of what a spreadsheet would take for a formula. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
