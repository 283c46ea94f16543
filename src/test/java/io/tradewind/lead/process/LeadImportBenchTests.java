package io.tradewind.lead.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Effort;
import io.tradewind.bench.Samples;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A file of leads with all their columns against the bare engine starting as many instances of the same process, each with
 * the same variable in a transaction of its own, on one thread, in turn: seven rounds of 300, after one for practice.
 *
 * <p>{@code import_per_s}: rows taken per second of the median round, reading the file, checking its cells, looking for the
 * same lead and writing it included. {@code import_ratio}: the median round of bare starts over the median round of rows.
 * {@code import_processor_ratio}: the same of the processor time of all rounds, Java and database together.
 */
@Tag("bench")
@TradewindTest
class LeadImportBenchTests {

    private static final Logger log = LoggerFactory.getLogger(LeadImportBenchTests.class);
    private static final int ROUNDS = 7;
    private static final int ROWS = 300;
    private static final String USER = "marketing";

    @Autowired
    private ImportJobs imports;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private EmbeddedPostgres postgres;

    private Effort ofRows = Effort.NONE;
    private Effort ofStarts = Effort.NONE;

    @Test
    void leadsAgainstBareStarts() {
        Samples rows = new Samples();
        Samples starts = new Samples();
        round(new Samples(), new Samples());
        ofRows = Effort.NONE;
        ofStarts = Effort.NONE;
        for (int i = 0; i < ROUNDS; i++) {
            round(rows, starts);
        }
        BenchFile.record("import_per_s", ROWS / (rows.quantileMs(0.5) / 1000));
        BenchFile.record("import_ratio", starts.quantileMs(0.5) / rows.quantileMs(0.5));
        BenchFile.record("import_processor_ratio", (double) ofStarts.javaAndDatabase() / ofRows.javaAndDatabase());
        log.info("a thousand rows: {}", ofRows.each(ROUNDS * ROWS / 1000.0));
        log.info("a thousand bare starts: {}", ofStarts.each(ROUNDS * ROWS / 1000.0));
    }

    private void round(Samples rows, Samples starts) {
        String round = UUID.randomUUID().toString();
        byte[] file = file(round);
        Effort before = Effort.untilNow(postgres.getPort());
        rows.take(() -> {
            try {
                UUID id = imports.accept("leads", "leads.csv", new ByteArrayInputStream(file), null, USER);
                imports.runWaiting();
                assertThat(imports.find(id, USER)).map(ImportJob::done).contains(ROWS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Effort between = Effort.untilNow(postgres.getPort());
        ofRows = ofRows.plus(between.since(before));
        starts.take(() -> {
            for (int i = 0; i < ROWS; i++) {
                String lead = "BENCH-" + round + "-" + i;
                runtime.startProcessInstanceByKey("lead-to-after-sales", lead, Variables.putValue("leadNumber", lead));
            }
        });
        ofStarts = ofStarts.plus(Effort.untilNow(postgres.getPort()).since(between));
        runtime.deleteProcessInstances(
                runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("lead-to-after-sales")
                        .processInstanceBusinessKeyLike("BENCH-" + round + "-%")
                        .list()
                        .stream()
                        .map(Execution::getProcessInstanceId)
                        .toList(),
                "measured",
                true,
                true,
                true);
    }

    private static byte[] file(String round) {
        StringBuilder file = new StringBuilder("companyName,contactName,email,phone,source,product,expectedValue,"
                + "currency,receivedOn,externalId,note\n");
        for (int i = 0; i < ROWS; i++) {
            String name = round.substring(0, 8) + "-" + i;
            file.append(
                    "Company %1$s,Jo,jo@c%1$s.example,+1 555 %2$s,web-site,gtx-basic,1200.50,USD,2026-10-20,%1$s,by file\n"
                            .formatted(name, round.hashCode() % 10_000 + i));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
