package io.tradewind.engine.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** CSV that spreadsheets open rightly and that cannot make them compute. */
public final class SpreadsheetText {

    /** Spreadsheets take a file without it for their own old encoding. */
    private static final String UTF_8_MARK = "\uFEFF";

    private SpreadsheetText() {}

    /** Cells are written as they are: what is somebody else's text goes through {@link #harmless} before. */
    public static byte[] of(List<String> header, Stream<List<String>> rows) {
        StringWriter text = new StringWriter();
        text.append(UTF_8_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An apostrophe makes text of what a spreadsheet would take for a formula. */
    public static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
