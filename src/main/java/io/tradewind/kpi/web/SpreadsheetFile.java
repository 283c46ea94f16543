package io.tradewind.kpi.web;

import io.tradewind.engine.web.SpreadsheetText;
import io.tradewind.kpi.web.Panel.Cell;
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

    private static final String SHARE = "share";

    private SpreadsheetFile() {}

    static byte[] of(Panel panel) {
        List<String> header = new ArrayList<>();
        for (int column = 0; column < panel.header().size(); column++) {
            header.add(harmless(title(panel, column)));
        }
        return SpreadsheetText.of(header, panel.complete().stream().map(row -> row.stream()
                .map(SpreadsheetFile::content)
                .toList()));
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

    static String harmless(String text) {
        return SpreadsheetText.harmless(text);
    }
}
