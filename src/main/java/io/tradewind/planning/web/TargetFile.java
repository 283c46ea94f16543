package io.tradewind.planning.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.engine.Refused;
import io.tradewind.intake.SafeCsv;
import io.tradewind.intake.TextFile;
import io.tradewind.planning.Breakdown;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetNode;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetsReadIn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A breakdown as a spreadsheet reads and writes it: one row for each place, one column for each measure, then its twelve months, then the shares of products, and at the
 * end from which state of which plan it was taken.
 */
final class TargetFile {

    /** Spreadsheets take a file without it for their own old encoding. */
    private static final String UTF_8_MARK = "\uFEFF";

    static final String NODE = "node";
    static final String PRODUCT = "percent of ";
    static final String TAKEN_FROM = "taken from";
    private static final int LARGEST = 2 * 1024 * 1024;

    private TargetFile() {}

    static byte[] write(
            TargetPlan plan,
            Breakdown breakdown,
            List<TargetNode> nodes,
            List<Measure> measures,
            Map<String, Map<Measure, List<BigDecimal>>> months,
            List<String> products) {
        StringWriter text = new StringWriter();
        text.append(UTF_8_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            List<String> header = new ArrayList<>(List.of(NODE, "name", "part of"));
            measures.forEach(measure -> header.add(measure.code()));
            measures.forEach(measure -> header.addAll(monthColumns(measure)));
            products.forEach(product -> header.add(PRODUCT + product));
            header.add(TAKEN_FROM);
            csv.writeRecord(header);
            for (TargetNode node : nodes) {
                List<String> row = new ArrayList<>();
                row.add(SafeCsv.cell(node.key()));
                row.add(SafeCsv.cell(node.name()));
                row.add(SafeCsv.cell(node.parent() == null ? "" : node.parent()));
                measures.forEach(
                        measure -> row.add(breakdown.value(node.key(), measure).toPlainString()));
                measures.forEach(measure ->
                        months.get(node.key()).get(measure).forEach(amount -> row.add(amount.toPlainString())));
                Map<String, BigDecimal> shares = breakdown.products(node.key());
                products.forEach(product -> row.add(
                        shares.containsKey(product)
                                ? shares.get(product)
                                        .movePointRight(2)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : ""));
                row.add(plan.number() + " at " + plan.revision());
                csv.writeRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code revenue 01} to {@code revenue 12}. */
    static List<String> monthColumns(Measure measure) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> "%s %02d".formatted(measure.code(), month))
                .toList();
    }

    /** @throws Refused naming row and column, if anything in the file cannot be read */
    static TargetsReadIn.Content read(byte[] file) {
        if (file.length == 0 || file.length > LARGEST) {
            throw new Refused("file", file.length == 0 ? "Choose a file first." : "The file is larger than 2 MB.");
        }
        String text = TextFile.read(file);
        String first = text.lines().findFirst().orElse("");
        char separator = first.contains(";") ? ';' : first.contains("\t") ? '\t' : ',';
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            return rows(csv.stream().toList(), separator == ';');
        } catch (CsvParseException | IOException e) {
            throw new Refused("file", "The file is no CSV that can be read. Save the download anew as CSV.");
        }
    }

    private static TargetsReadIn.Content rows(List<CsvRecord> records, boolean decimalComma) {
        if (records.isEmpty()) {
            throw new Refused("file", "The file is empty.");
        }
        TargetRows rows = new TargetRows(records.get(0).getFields(), decimalComma);
        for (int i = 1; i < records.size(); i++) {
            rows.take(i + 1, records.get(i).getFields());
        }
        return rows.content();
    }

    /** Where cells are parted by semicolons, spreadsheets write a decimal comma, and dots between thousands. */
    static BigDecimal number(String cell, boolean decimalComma, String where) {
        String plain = squeezed(cell);
        if (!decimalComma) {
            return number(cell, where);
        }
        if (plain.matches("-?\\d{1,3}(,\\d{3})+")) {
            throw new Refused(
                    "file",
                    where + ": '" + cut(cell.strip())
                            + "' can be read in two ways. Write it without separators between thousands.");
        }
        if (plain.matches("-?\\d{1,3}(\\.\\d{3})+(,\\d{1,6})?")) {
            return number(plain.replace(".", "").replace(',', '.'), where);
        }
        return number(plain.contains(".") ? plain : plain.replace(',', '.'), where);
    }

    /**
     * A number as people write it and as the page shows it: {@code 12345.6}, {@code 12,345.60}.
     *
     * @throws Refused if it is no number
     */
    static BigDecimal number(String text, String where) {
        String plain = squeezed(text);
        if (plain.matches("-?\\d{1,3}(,\\d{3}){1,4}(\\.\\d{1,6})?")) {
            plain = plain.replace(",", "");
        }
        if (!plain.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            throw new Refused(
                    "node",
                    where + ": '" + cut(text.strip()) + "' is not a number. Write it like 12345.60 or 12,345.60.");
        }
        return new BigDecimal(plain);
    }

    private static String squeezed(String text) {
        return text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "");
    }

    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
