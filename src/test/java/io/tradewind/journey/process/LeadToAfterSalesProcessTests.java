package io.tradewind.journey.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.lead.Lead;
import io.tradewind.lead.Leads;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class LeadToAfterSalesProcessTests {

    @Autowired
    private Web web;

    @Autowired
    private Leads leads;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private EngineSteps steps;

    @Test
    void aLeadFromTheStartFormGetsItsNumberAndLeavesItsDataInTheTable() {
        HttpResponse<String> started = submitStartForm(
                "darcel-schlecht",
                """
                {"variables": {"companyName": {"value": "Northwind Harbour"}, "expectedValue": {"value": 1200.5},
                               "region": {"value": "region-central"}}}
                """);

        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        HistoricProcessInstance journey = journey(started);
        Lead lead = leads.get(journey.getBusinessKey());
        assertThat(lead.companyName()).isEqualTo("Northwind Harbour");
        assertThat(lead.expectedValue()).isEqualByComparingTo("1200.50");
        assertThat(lead.createdBy()).isEqualTo("darcel-schlecht");
        assertThat(runtime.getVariables(journey.getId())).containsOnlyKeys("leadNumber");
    }

    @Test
    void aLeadWithoutACompanyIsRefusedAndNothingStarts() {
        long before = history.createHistoricProcessInstanceQuery().count();

        HttpResponse<String> refused = submitStartForm(
                "darcel-schlecht",
                """
                {"variables": {"companyName": {"value": "  "}}}
                """);

        assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 499);
        assertThat(refused.body()).containsIgnoringCase("company");
        assertThat(history.createHistoricProcessInstanceQuery().count()).isEqualTo(before);
    }

    @Test
    void theStartFormOffersTheRegionsAndProductsThereAreAndNothingElseIsTaken() {
        for (HttpResponse<String> opened : List.of(
                web.program("darcel-schlecht")
                        .get("/engine-rest/process-definition/key/lead-to-after-sales/deployed-start-form"),
                web.browser("darcel-schlecht")
                        .get("/camunda/api/engine/engine/default/process-definition/key/lead-to-after-sales"
                                + "/deployed-start-form"))) {
            assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
            assertThat(opened.body())
                    .contains("{\"label\":\"Central\",\"value\":\"region-central\"}")
                    .contains("{\"label\":\"GTX Pro\",\"value\":\"gtx-pro\"}")
                    .doesNotContain("valuesExpression");
        }

        String form = "/engine-rest/process-definition/key/lead-to-after-sales/deployed-start-form";
        HttpResponse<String> head = web.program("darcel-schlecht").send("HEAD", form, null, null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .isEqualTo(web.program("darcel-schlecht").get(form).headers().firstValueAsLong("Content-Length"));

        HttpResponse<String> unknown = submitStartForm(
                "darcel-schlecht",
                """
                {"variables": {"companyName": {"value": "Far Away"}, "region": {"value": "Atlantis"}}}
                """);
        assertThat(unknown.statusCode()).isBetween(400, 499);
        assertThat(unknown.body()).contains("There is no region 'Atlantis'; choose one of central");
        HttpResponse<String> product = submitStartForm(
                "darcel-schlecht",
                """
                {"variables": {"companyName": {"value": "Far Away"}, "product": {"value": "Trident"}}}
                """);
        assertThat(product.statusCode()).isBetween(400, 499);
        assertThat(product.body()).contains("There is no product 'Trident'; choose one of");
        assertThat(submitStartForm(
                                "darcel-schlecht",
                                """
                                {"variables": {"companyName": {"value": "Left Open"}, "region": {"value": null, "type": "Null"},
                                               "product": {"value": null, "type": "Null"}}}
                                """)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLeadOfARepIsWithThatRepOnceTheDuplicateCheckHasRun() {
        HttpResponse<String> started = submitStartForm(
                "anna-snelling",
                """
                {"variables": {"companyName": {"value": "Harbour Lights Trading"}, "region": {"value": "region-central"}}}
                """);
        String journey = journey(started).getId();

        steps.runAllJobs(journey);

        assertThat(steps.task(journey, "contact-lead").getAssignee()).isEqualTo("anna-snelling");
    }

    private HttpResponse<String> submitStartForm(String userId, String json) {
        return web.program(userId).post("/engine-rest/process-definition/key/lead-to-after-sales/submit-form", json);
    }

    /** By the answer: other tests have started journeys in their future. */
    private HistoricProcessInstance journey(HttpResponse<String> started) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceId(Pattern.compile("\"id\":\"([^\"]+)\"")
                        .matcher(started.body())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .singleResult();
    }
}
