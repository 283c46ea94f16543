package io.tradewind.demo;

import static java.util.stream.Collectors.partitioningBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tradewind.deal.ImportOutcome;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import io.tradewind.engine.OnDemo;
import io.tradewind.journey.Pipeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives the demo company its past, and each rep a little work: all closed deals of the sample, and its first open deals.
 * The rest of the open ones come by {@code POST /api/deals/import} of the same file, which knows those already here.
 */
@Component
@OnDemo
@ConditionalOnProperty(name = "tradewind.demo-pipeline", matchIfMissing = true)
class DemoPipeline {

    private static final Logger log = LoggerFactory.getLogger(DemoPipeline.class);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yyyy");
    private static final int OPEN_DEALS_PER_REP = 4;

    private final Pipeline pipeline;
    private final DemoMarks marks;

    /** The file names the same few people and companies thousands of times. */
    private final Map<String, String> reps = new HashMap<>();

    private final Map<String, Long> customers = new HashMap<>();

    DemoPipeline(Pipeline pipeline, DemoMarks marks) {
        this.pipeline = pipeline;
        this.marks = marks;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(10)
    @Transactional
    public void load() {
        if (!marks.setOnce("pipeline")) {
            return;
        }
        Map<Boolean, List<NamedCsvRecord>> rows = SampleFiles.rows("sales_pipeline.csv").stream()
                .collect(partitioningBy(
                        row -> Stage.of(row.getField("deal_stage")).open()));
        int closed = added(
                pipeline.takeClosed(rows.get(false).stream().map(this::deal).toList()));
        int open = added(pipeline.takeOpen(
                someOfEachRep(rows.get(true)).stream().map(this::deal).toList()));
        log.info("Demo pipeline loaded: {} closed deals as history, {} open deals as running journeys", closed, open);
    }

    /** Half of them in stage prospecting, where the sample has that many. */
    private static List<NamedCsvRecord> someOfEachRep(List<NamedCsvRecord> open) {
        Map<String, Integer> taken = new HashMap<>();
        List<NamedCsvRecord> some = new ArrayList<>();
        for (NamedCsvRecord row : open) {
            String bucket = row.getField("sales_agent") + row.getField("deal_stage");
            if (!row.getField("account").isBlank() && taken.merge(bucket, 1, Integer::sum) <= OPEN_DEALS_PER_REP / 2) {
                some.add(row);
            }
        }
        return some;
    }

    private ImportedDeal deal(NamedCsvRecord row) {
        String rep = reps.computeIfAbsent(row.getField("sales_agent"), pipeline::rep);
        String account = row.getField("account");
        return new ImportedDeal(
                row.getField("opportunity_id"),
                rep,
                account.isBlank() ? null : customers.computeIfAbsent(account, name -> pipeline.customer(name, rep)),
                row.getField("product"),
                Stage.of(row.getField("deal_stage")),
                date(row.getField("engage_date")),
                date(row.getField("close_date")),
                row.getField("close_value").isBlank() ? null : new BigDecimal(row.getField("close_value")),
                null,
                null,
                null);
    }

    private static int added(List<ImportOutcome> outcomes) {
        return (int) outcomes.stream().filter(ImportOutcome::added).count();
    }

    private static @Nullable LocalDate date(String text) {
        return text.isBlank() ? null : LocalDate.parse(text, DATE);
    }
}
