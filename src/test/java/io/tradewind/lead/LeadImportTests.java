package io.tradewind.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LeadImportTests {

    private static final String MARKETING = "marketing";
    private static final String HEADING = "companyName,externalId,region\n";

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Leads leads;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcLeads table;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ConfigurableApplicationContext context;

    private @Nullable ApplicationListener<PayloadApplicationEvent<LeadsReceived>> trouble;

    private final String file = UUID.randomUUID().toString();

    @Test
    void everyRowBecomesALeadOnItsWay() throws IOException {
        ImportJob job = taken(
                """
                Company Name,Contact,E-Mail,Phone,Lead Source,Product,Amount,Currency,Created,Id
                Aa%1$s,Jo,jo@a.example,+1 555 01000,Web Site,GTX Basic,"1,200.50",EUR,10/20/2026,%1$s-1
                Bb%1$s,,,,,,,,,%1$s-2
                """
                        .formatted(file),
                null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(2);
        Lead lead = leads.byExternalId(file + "-1").orElseThrow();
        assertThat(lead.companyName()).isEqualTo("Aa" + file);
        assertThat(lead.source()).isEqualTo("web-site");
        assertThat(lead.product()).isEqualTo("gtx-basic");
        assertThat(lead.expectedValue()).isEqualByComparingTo(new BigDecimal("1200.50"));
        assertThat(lead.currency()).isEqualTo("EUR");
        assertThat(lead.receivedOn()).isEqualTo(LocalDate.of(2026, 10, 20));
        assertThat(lead.createdBy()).isEqualTo(MARKETING);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(lead.processInstanceId())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void flawedRowsComeBackWithReasonsAndTheOthersAreTaken() throws IOException {
        ImportJob job = taken(
                """
                companyName,email,region,product,expectedValue,receivedOn,externalId
                Cc%1$s,,,,,,%1$s-1
                ,x@y.example,,,,,%1$s-2
                Dd,nobody,,,,,%1$s-3
                Ee,,Atlantis,,,,%1$s-4
                Ff,,,Perpetuum mobile,,,%1$s-5
                Gg,,,,-5,,%1$s-6
                Hh,,,,,2199-01-01,%1$s-7
                Ii%1$s,,,,,,%1$s-8
                """
                        .formatted(file),
                null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.rejected()).isEqualTo(6);
        assertThat(leads.byExternalId(file + "-8")).isPresent();
        assertThat(leads.byExternalId(file + "-6")).isEmpty();
        List<String> rejected = rejected(job);
        assertThat(rejected).hasSize(7);
        assertThat(rejected.get(1)).contains("companyName");
        assertThat(rejected.get(2)).contains("nobody");
        assertThat(rejected.get(3)).contains("There is no region 'Atlantis'");
        assertThat(rejected.get(4)).contains("There is no product 'Perpetuum mobile'");
        assertThat(rejected.get(5)).contains("cannot be negative");
        assertThat(rejected.get(6)).contains("in the future");
    }

    @Test
    void theSameFileAgainBringsNothingNew() throws IOException {
        String rows = "companyName,externalId\nKk%1$s,%1$s-1\nLl%1$s,%1$s-2\n".formatted(file);
        taken(rows, null);
        String number = leads.byExternalId(file + "-1").orElseThrow().number();

        ImportJob again = taken(rows, null);

        assertThat(again.state()).isEqualTo("done");
        assertThat(again.alreadyKnown()).isEqualTo(2);
        assertThat(again.rejected()).isZero();
        assertThat(leads.byExternalId(file + "-1").orElseThrow().number()).isEqualTo(number);
    }

    @Test
    void theSameLeadTwiceInOneFileIsOne() throws IOException {
        ImportJob job = taken("companyName,externalId\nMm%1$s,%1$s-1\nMm%1$s,%1$s-1\n".formatted(file), null);

        assertThat(job.alreadyKnown()).isEqualTo(1);
        assertThat(job.done()).isEqualTo(2);
    }

    @Test
    void rowsWrittenTogetherKeepTheirOrderAndAFlawedOneAmongThemHurtsNoOther() throws IOException {
        List<String> rows = rows(70);
        rows.set(9, "Flawed,%s-9,nowhere\n".formatted(file));
        rows.set(11, rows.get(8));
        rows.set(12, "Good after all,%s-9,\n".formatted(file));

        ImportJob job = taken(HEADING + String.join("", rows), null);

        assertThat(job.done()).isEqualTo(69);
        assertThat(job.alreadyKnown()).isEqualTo(1);
        assertThat(imports.rejections(job.id(), 10)).singleElement().satisfies(flawed -> {
            assertThat(flawed.row()).isEqualTo(11);
            assertThat(flawed.reason()).contains("There is no region 'nowhere'");
        });
        List<Lead> inTheirOrder = IntStream.range(0, 70)
                .filter(i -> i != 9 && i != 11)
                .mapToObj(
                        i -> leads.byExternalId(file + "-" + (i == 12 ? 9 : i)).orElseThrow())
                .toList();
        assertThat(inTheirOrder).extracting(Lead::number).isSorted().doesNotHaveDuplicates();
        assertThat(inTheirOrder).extracting(Lead::id).isSorted();
        assertThat(inTheirOrder).extracting(Lead::companyName).contains("Good after all");
        inTheirOrder.forEach(this::isOnItsWay);
        assertThat(jdbc.sql("SELECT count(*) FROM kpi_fact WHERE kind = 'lead-received' AND document IN (:numbers)")
                        .param(
                                "numbers",
                                inTheirOrder.stream().map(Lead::number).toList())
                        .query(Integer.class)
                        .single())
                .isEqualTo(68);
    }

    @Test
    void ofTwoEqualLeadsWrittenTogetherTheLaterIsAskedAbout() throws IOException {
        taken("companyName,externalId\nNn%1$s,%1$s-1\nNn%1$s,%1$s-2\n".formatted(file), null);

        String first = leads.byExternalId(file + "-1").orElseThrow().number();
        String second = leads.byExternalId(file + "-2").orElseThrow().number();
        assertThat(table.like(first)).isEmpty();
        assertThat(table.like(second))
                .extracting(twin -> twin.lead().number() + ", " + twin.why())
                .containsExactly(first + ", same name");
    }

    @Test
    void aNodeThatDiesAmongRowsWrittenTogetherLeavesNoneOfThemAndAnotherGoesOnWithoutDoubles() throws IOException {
        long journeys = journeys();
        byte[] all = (HEADING + String.join("", rows(150))).getBytes(StandardCharsets.UTF_8);
        UUID id = imports.accept("leads", "leads.csv", new ByteArrayInputStream(all), null, MARKETING);
        whenever(received -> {
            if (leads.byExternalId(file + "-64").isPresent()) {
                throw new OutOfMemoryError("the node dies");
            }
        });
        assertThatThrownBy(imports::runWaiting).isInstanceOf(OutOfMemoryError.class);
        assertThat(taken()).isEqualTo(64);
        assertThat(journeys() - journeys).isEqualTo(64);

        calm();
        jdbc.sql("UPDATE import_job SET leased_until = created_at WHERE id = :id")
                .param("id", id)
                .update();
        imports.runWaiting();

        ImportJob job = imports.find(id, MARKETING).orElseThrow();
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(150);
        assertThat(job.alreadyKnown()).isZero();
        assertThat(taken()).isEqualTo(150);
        assertThat(journeys() - journeys).isEqualTo(150);
        isOnItsWay(leads.byExternalId(file + "-64").orElseThrow());
    }

    @Test
    void rowsThatCannotBeWrittenTogetherAreTakenOneByOne() throws IOException {
        long journeys = journeys();
        AtomicInteger alone = new AtomicInteger();
        whenever(received -> {
            if (received.leads().size() > 1) {
                throw new DuplicateKeyException("somebody brings one of them at the same time");
            }
            if (alone.incrementAndGet() == 3) {
                throw new Refused("companyName", "Not this one.");
            }
        });

        ImportJob job = taken(HEADING + String.join("", rows(5)), null);

        assertThat(job.done()).isEqualTo(4);
        assertThat(imports.rejections(job.id(), 10)).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(4);
            assertThat(refused.reason()).isEqualTo("Not this one.");
        });
        assertThat(leads.byExternalId(file + "-2")).isEmpty();
        assertThat(journeys() - journeys).isEqualTo(4);
    }

    @Test
    void oneThatIsHereAlreadyIsNotWrittenAgainWithOthers() throws IOException {
        taken(HEADING + String.join("", rows(1)), null);
        NewLead again = new NewLead(
                "Again",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                LocalDate.now(),
                file + "-0",
                null);

        assertThatThrownBy(() -> table.receiveAll(List.of(new JdbcLeads.Fresh(again, again, "L-again", "none"))))
                .isInstanceOf(DuplicateKeyException.class);
    }

    private List<String> rows(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> "Row %1$d %2$s,%2$s-%1$d,\n".formatted(i, file))
                .toList());
    }

    /** In the transaction that writes leads, when they are written. */
    private void whenever(Consumer<LeadsReceived> happens) {
        trouble = new ApplicationListener<>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<LeadsReceived> event) {
                happens.accept(event.getPayload());
            }
        };
        context.addApplicationListener(trouble);
    }

    @AfterEach
    void calm() {
        if (trouble != null) {
            context.removeApplicationListener(trouble);
        }
    }

    private int taken() {
        return jdbc.sql("SELECT count(*) FROM lead WHERE external_id LIKE :file")
                .param("file", file + "-%")
                .query(Integer.class)
                .single();
    }

    private long journeys() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("lead-to-after-sales")
                .count();
    }

    private void isOnItsWay(Lead lead) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(lead.processInstanceId())
                        .processInstanceBusinessKey(lead.number())
                        .variableValueEquals("leadNumber", lead.number())
                        .count())
                .as(lead.number())
                .isEqualTo(1);
    }

    @Test
    void aMappingNamesTheirColumns() throws IOException {
        ImportJob job = imported(
                "Firma;Umsatz;Nr\nMüller %1$s;1.234,50;%1$s-1\n"
                        .formatted(file)
                        .getBytes(Charset.forName("windows-1252")),
                "{\"companyName\": \"Firma\", \"expectedValue\": \"Umsatz\", \"externalId\": \"Nr\"}");

        assertThat(job.done()).isEqualTo(1);
        assertThat(leads.byExternalId(file + "-1").orElseThrow().companyName()).isEqualTo("Müller " + file);
        assertThat(leads.byExternalId(file + "-1").orElseThrow().expectedValue())
                .isEqualByComparingTo(new BigDecimal("1234.50"));
    }

    @Test
    void aFileWithoutRowsIsDoneAtOnce() throws IOException {
        ImportJob job = taken("companyName,externalId\n", null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.total()).isZero();
        assertThat(job.done()).isZero();
    }

    @Test
    void aFileWithoutCompaniesIsRefusedAsAWhole() {
        assertThatThrownBy(() -> taken("name of pet,colour\nRex,brown\n", null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("companyName");
    }

    private ImportJob taken(String text, @Nullable String mapping) throws IOException {
        return imported(text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    private ImportJob imported(byte[] bytes, @Nullable String mapping) throws IOException {
        UUID id = imports.accept("leads", "leads.csv", new ByteArrayInputStream(bytes), mapping, MARKETING);
        imports.runWaiting();
        return imports.find(id, MARKETING).orElseThrow();
    }

    private List<String> rejected(ImportJob job) throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        imports.writeRejected(job.id(), csv);
        return csv.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
