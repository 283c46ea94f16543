package io.tradewind.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.tradewind.engine.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** The lines of a CSV file, one at a time: the heading first, then the rows that are not blank. */
final class CsvSource implements RowSource {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /** Where the heading is looked for; a longer one is no heading. */
    private static final int LONGEST_HEADER = 64_000;

    /** A row longer than this is an unclosed quote that swallows the rest of the file. */
    private static final int LONGEST_ROW = 1_000_000;

    private static final int LONGEST_CELL = 200_000;
    private static final int MOST_COLUMNS = 500;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private int number;

    /** @param number as a spreadsheet counts: the heading is row 1 */
    record Line(int number, List<String> cells) {}

    CsvSource(InputStream content, Charset charset, int bomLength, char separator) throws IOException {
        content.skipNBytes(bomLength);
        BufferedReader text = new BufferedReader(new InputStreamReader(
                content,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        skipSeparatorLine(text);
        this.reader = reader(text, separator);
        this.records = reader.iterator();
        Line first = next();
        this.header = first == null ? List.of() : withoutTrailingBlanks(first.cells());
    }

    List<String> header() {
        return header;
    }

    /**
     * The next row that is not blank; null at the end.
     *
     * @throws Refused if the file cannot be read on
     */
    @Override
    public @Nullable Line next() {
        try {
            while (records.hasNext()) {
                List<String> cells = records.next().getFields();
                number++;
                if (!cells.stream().allMatch(String::isBlank)) {
                    return new Line(number, fitted(cells));
                }
            }
            return null;
        } catch (CsvParseException | UncheckedIOException e) {
            if (e.getCause() instanceof DataAccessException database) {
                throw database;
            }
            throw new Refused(
                    "file",
                    "The file cannot be read beyond row " + number
                            + (e.getCause() instanceof CharacterCodingException
                                    ? ": bytes follow that are not in its encoding."
                                    : ": a row is too long or too wide. Is a quotation mark missing there?"));
        }
    }

    /** Blank cells beyond the last heading are what spreadsheets leave behind. */
    private List<String> fitted(List<String> cells) {
        int width = header == null ? cells.size() : header.size();
        int size = cells.size();
        while (size > width && cells.get(size - 1).isBlank()) {
            size--;
        }
        return cells.subList(0, size);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** The separator that the first line states, or under which most headings are known, or which makes most columns. */
    static char separator(InputStream content, Charset charset, int bomLength, List<Field> fields, Mapping mapping)
            throws IOException {
        if (mapping.separator() != null) {
            return mapping.separator();
        }
        content.skipNBytes(bomLength);
        Reader text = new InputStreamReader(content, charset);
        char[] buffer = new char[LONGEST_HEADER];
        int length = 0;
        for (int read; length < buffer.length && (read = text.read(buffer, length, buffer.length - length)) > 0; ) {
            length += read;
        }
        String start = new String(buffer, 0, length);
        if (start.matches("(?is)sep=[,;\t|][\r\n].*")) {
            return start.charAt(4);
        }
        char best = ',';
        int most = -1;
        for (char candidate : SEPARATORS) {
            List<String> header = firstLine(start, candidate);
            int score = 1000 * Columns.matches(header, fields, mapping) + Math.min(header.size(), 999);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> firstLine(String start, char separator) {
        try (CsvReader<CsvRecord> reader = reader(new StringReader(start), separator)) {
            for (CsvRecord line : reader) {
                if (!line.getFields().stream().allMatch(String::isBlank)) {
                    return line.getFields();
                }
            }
        } catch (CsvParseException | IOException e) {
            // no heading with this separator
        }
        return List.of();
    }

    private static CsvReader<CsvRecord> reader(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .detectBomHeader(false)
                .maxBufferSize(LONGEST_ROW)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_COLUMNS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_ROW)
                                .build(),
                        text);
    }

    /** Excel's own way to state the separator: a first line {@code sep=;}. */
    private static void skipSeparatorLine(BufferedReader text) throws IOException {
        text.mark(16);
        char[] start = new char[6];
        int read = text.read(start, 0, start.length);
        if (read == start.length && new String(start).matches("(?is)sep=[,;\t|][\r\n]")) {
            if (start[5] == '\r') {
                text.mark(2);
                if (text.read() != '\n') {
                    text.reset();
                }
            }
        } else {
            text.reset();
        }
    }

    private static List<String> withoutTrailingBlanks(List<String> cells) {
        List<String> header = new ArrayList<>(cells);
        while (!header.isEmpty() && header.get(header.size() - 1).isBlank()) {
            header.remove(header.size() - 1);
        }
        return List.copyOf(header);
    }
}
