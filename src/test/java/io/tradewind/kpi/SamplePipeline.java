package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportOutcome;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sample's pipeline, taken in as another system's. */
public final class SamplePipeline {

    private static final Path FOLDER = Path.of("samples/crm-sales-opportunities");
    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("M/d/yyyy");

    private SamplePipeline() {}

    static List<NamedCsvRecord> rows(String file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve(file))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static @Nullable LocalDate date(String text) {
        return text.isBlank() ? null : LocalDate.parse(text, MONTH_FIRST);
    }

    /** Imports every row, the open deals without starting a process for them. */
    public static void load(Deals deals, Customers customers) {
        Map<String, Long> ids = customers.all().stream()
                .collect(Collectors.toMap(Customer::name, Customer::id, (first, later) -> first));
        Map<Boolean, List<ImportedDeal>> byOpen = rows("sales_pipeline.csv").stream()
                .map(row -> deal(row, ids.get(row.getField("account"))))
                .collect(Collectors.partitioningBy(deal -> deal.stage().open()));

        List<ImportOutcome> outcomes = new ArrayList<>(deals.importClosed(byOpen.get(false)));
        outcomes.addAll(deals.importOpen(byOpen.get(true)));
        assertThat(outcomes).hasSize(8800).allSatisfy(outcome -> assertThat(outcome.rejected())
                .isNull());
    }

    private static ImportedDeal deal(NamedCsvRecord row, @Nullable Long customer) {
        String value = row.getField("close_value");
        return new ImportedDeal(
                row.getField("opportunity_id"),
                row.getField("sales_agent").toLowerCase(Locale.ROOT).replace(' ', '-'),
                customer,
                row.getField("product"),
                Stage.of(row.getField("deal_stage")),
                date(row.getField("engage_date")),
                date(row.getField("close_date")),
                value.isBlank() ? null : new BigDecimal(value),
                null,
                null,
                null);
    }
}
