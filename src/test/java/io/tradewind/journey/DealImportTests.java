package io.tradewind.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.deal.Deal;
import io.tradewind.deal.DealScope;
import io.tradewind.deal.Deals;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class DealImportTests {

    private static final String HEADER =
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Deals deals;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private EngineSteps steps;

    @Test
    void aClosedDealBecomesHistoryAndStartsNothing() throws IOException {
        long journeys = runtime.createProcessInstanceQuery().count();

        ImportJob job = take(HEADER + "T-CLOSED-1,Moses Frase,GTXPro,Cancity,Won,10/20/2025,3/2/2026,1054\n", null);

        assertThat(job.done()).as(String.valueOf(job)).isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(journeys);
    }

    @Test
    void anEngagingDealGoesOnWithItsQuotationAndAProspectWithItsNeeds() throws IOException {
        take(
                HEADER + "T-OPEN-1,Moses Frase,GTX Basic,Cancity,Engaging,11/2/2026,,\n"
                        + "T-OPEN-2,Moses Frase,GTX Basic,Cancity,Prospecting,,,\n",
                null);

        assertThat(steps.openTasks(journeyOf("T-OPEN-1")))
                .extracting(task -> task.getTaskDefinitionKey() + " of " + task.getAssignee())
                .contains("prepare-quotation of moses-frase");
        assertThat(steps.openTasks(journeyOf("T-OPEN-2")))
                .extracting(task -> task.getTaskDefinitionKey() + " of " + task.getAssignee())
                .contains("clarify-needs of moses-frase");
    }

    @Test
    void anOpenDealWithoutAccountOrDatesIsTakenToo() throws IOException {
        ImportJob job = take(HEADER + "T-BARE-1,Moses Frase,MG Special,,Prospecting,,,\n", null);

        assertThat(job.rejected()).isZero();
        assertThat(dealOf("T-BARE-1").customerId()).isNull();
        assertThat(steps.openTasks(journeyOf("T-BARE-1"))).isNotEmpty();
    }

    @Test
    void theSameFileTwiceChangesNothing() throws IOException {
        String file = HEADER + "T-TWICE-1,Moses Frase,GTX Basic,Cancity,Engaging,11/2/2026,,\n";
        take(file, null);
        long journeys = runtime.createProcessInstanceQuery().count();

        ImportJob again = take(file, null);

        assertThat(again.alreadyKnown()).isEqualTo(1);
        assertThat(again.done()).isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(journeys);
    }

    @Test
    void aFlawedRowIsRejectedWithItsReasonAndHurtsNoOther() throws IOException {
        ImportJob job = take(
                HEADER
                        + "T-BAD-1,Nobody Here,GTX Basic,Cancity,Engaging,11/2/2026,,\n"
                        + "T-BAD-2,Moses Frase,Perpetual Motion,Cancity,Engaging,11/2/2026,,\n"
                        + "T-BAD-3,Moses Frase,GTX Basic,Cancity,Dreaming,11/2/2026,,\n"
                        + "T-BAD-4,Moses Frase,GTX Basic,Cancity,Won,11/2/2026,11/31/2026,500\n"
                        + "T-BAD-5,Moses Frase,GTX Basic,Cancity,Won,11/2/2026,11/3/2026,-500\n"
                        + "T-GOOD-1,Moses Frase,GTX Basic,Cancity,Engaging,11/2/2026,,\n",
                null);

        assertThat(imports.rejections(job.id(), 10))
                .extracting(ImportJobs.Rejection::reason)
                .satisfiesExactly(
                        rep -> assertThat(rep).contains("Nobody here is called 'Nobody Here'"),
                        product -> assertThat(product).contains("Perpetual Motion"),
                        stage -> assertThat(stage).contains("'Dreaming' is no stage"),
                        date -> assertThat(date).contains("11/31/2026"),
                        value -> assertThat(value).contains("not below zero"));
        assertThat(job.done()).isEqualTo(1);
        assertThat(journeyOf("T-GOOD-1")).isNotNull();
    }

    @Test
    void ofTwoRowsForOneDealTheFirstIsTakenWhateverStandsBetweenThem() throws IOException {
        ImportJob job = take(
                HEADER
                        + "T-FIRST-1,Moses Frase,GTX Basic,Cancity,Won,11/2/2026,11/3/2026,500\n"
                        + "T-FIRST-2,Moses Frase,GTX Basic,Cancity,Engaging,11/2/2026,,\n"
                        + "T-FIRST-1,Moses Frase,GTX Basic,Cancity,Engaging,11/2/2026,,\n",
                null);

        assertThat(job.done())
                .as(() -> imports.rejections(job.id(), 5).toString())
                .isEqualTo(3);
        assertThat(job.alreadyKnown()).isEqualTo(1);
        assertThat(deals.open(DealScope.ALL)).extracting(Deal::externalId).doesNotContain("T-FIRST-1");
        assertThat(journeyOf("T-FIRST-2")).isNotNull();
    }

    @Test
    void anotherSystemsColumnsAndStagesAreUnderstood() throws IOException {
        ImportJob job = take(
                "Record ID;Deal owner;Company;Product;Phase;Create Date;Amount\n"
                        + "T-THEIRS-1;Moses Frase;Brand New Shipyard GmbH;GTX Basic;Qualified To Buy;2026-11-02;1.250,00\n",
                "{\"stage\": \"Phase\"}");

        assertThat(job.rejected())
                .as(() -> imports.rejections(job.id(), 5).toString())
                .isZero();
        assertThat(dealOf("T-THEIRS-1").expectedValue()).isEqualByComparingTo("1250.00");
    }

    private ImportJob take(String csv, @Nullable String mapping) throws IOException {
        UUID id = imports.accept(
                "deals",
                "deals.csv",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                mapping,
                "director");
        imports.runWaiting();
        return imports.find(id, "director").orElseThrow();
    }

    private Deal dealOf(String externalId) {
        return deals.open(DealScope.ALL).stream()
                .filter(deal -> externalId.equals(deal.externalId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No open deal " + externalId));
    }

    private String journeyOf(String externalId) {
        List<ProcessInstance> journeys = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(dealOf(externalId).number())
                .processDefinitionKey("lead-to-after-sales")
                .list();
        assertThat(journeys).hasSize(1);
        return journeys.get(0).getId();
    }
}
