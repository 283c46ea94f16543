package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The owner guide's example: a second signature above 500,000, with the ready-made step and Modeler's button. */
@TradewindTest
class SecondSignatureTests {

    @Autowired
    private Web web;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    private final ObjectMapper json = new ObjectMapper();
    private AcceptedDeals accepted;
    private String deployment = "";

    @BeforeEach
    void deals() {
        accepted = new AcceptedDeals(deals, quotations, customers, workingTime);
    }

    @AfterEach
    void takeBack() {
        if (!deployment.isEmpty()) {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void aNewContractAboveTheLimitIsSignedTwiceASmallOneAndARunningOneAreNot() throws IOException {
        String running = contract(1000);

        HttpResponse<String> answer = ModelerButton.press(
                web.program("owner"), "Two signatures above 500,000", Map.of("contract.bpmn", model("500000.0")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployment = json.readTree(answer.body()).path("id").asText();
        String large = contract(1000);
        String small = contract(10);
        settle(running);
        settle(large);
        settle(small);

        assertThat(steps.trace(running)).contains("settle-terms").doesNotContain("is-it-above");
        assertThat(steps.trace(small)).contains("is-it-above", "check-credit").doesNotContain("ask-second-signature");
        assertThat(steps.trace(large)).doesNotContain("compute-exposure");
        assertThat(steps.task(large, "decide-request").getAssignee()).isEqualTo("gm");

        steps.complete(large, "decide-request", "gm", Map.of("decision", "approve"));
        steps.runAllJobs(large);

        assertThat(steps.trace(large)).contains("is-it-signed-twice", "compute-exposure");
    }

    @Test
    void aLimitThatCouldNotBeComparedIsRefused() throws IOException {
        HttpResponse<String> answer =
                ModelerButton.press(web.program("owner"), "Two signatures", Map.of("contract.bpmn", model("500000")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json.readTree(answer.body()).path("message").asText())
                .contains(
                        "above 'yes' compares the money contractTotal with the whole number 500000", "write 500000.0");
    }

    /** As the guide says: a gateway, the ready-made step, and a gateway that lets only what was approved go on. */
    private String model(String limit) throws IOException {
        String around = "<bpmn:exclusiveGateway id=\"is-it-above\" name=\"Above 500,000?\" default=\"not-above\"/>"
                + "<bpmn:sequenceFlow id=\"not-above\" name=\"no\" sourceRef=\"is-it-above\""
                + " targetRef=\"check-credit\"/><bpmn:sequenceFlow id=\"above\" name=\"yes\" sourceRef=\"is-it-above\""
                + " targetRef=\"ask-second-signature\"><bpmn:conditionExpression"
                + " xsi:type=\"bpmn:tFormalExpression\">${contractTotal > " + limit
                + "}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + readyMade(
                        "ask-approval",
                        "ask-second-signature",
                        Map.of(
                                "approvalTopic", "second signature",
                                "approvalQuestion", "Conclude ${contractNumber}?",
                                "approvalAmount", "${contractTotal}",
                                "approvalCurrency", "${contractCurrency}"))
                + "<bpmn:sequenceFlow id=\"asked\" sourceRef=\"ask-second-signature\""
                + " targetRef=\"is-it-signed-twice\"/><bpmn:exclusiveGateway id=\"is-it-signed-twice\" name=\"Signed"
                + " twice?\" default=\"not-signed-twice\"/><bpmn:sequenceFlow id=\"not-signed-twice\" name=\"no\""
                + " sourceRef=\"is-it-signed-twice\" targetRef=\"void-contract\"/><bpmn:sequenceFlow"
                + " id=\"signed-twice\" name=\"yes\" sourceRef=\"is-it-signed-twice\""
                + " targetRef=\"check-credit\"><bpmn:conditionExpression"
                + " xsi:type=\"bpmn:tFormalExpression\">${approvalOutcome =="
                + " 'approved'}</bpmn:conditionExpression></bpmn:sequenceFlow>";
        String model = Files.readString(Path.of("bpmn/contract/contract.bpmn"));
        String changed = model.replace(
                        "sourceRef=\"settle-terms\" targetRef=\"check-credit\"",
                        "sourceRef=\"settle-terms\" targetRef=\"is-it-above\"")
                .replace("</bpmn:process>", around + "</bpmn:process>");
        assertThat(changed).isNotEqualTo(model);
        return changed;
    }

    /** What Modeler writes when the template is applied and its fields are filled in. */
    private String readyMade(String template, String id, Map<String, String> fields) throws IOException {
        JsonNode json = this.json.readTree(
                Path.of(".camunda/element-templates", template + ".json").toFile());
        StringBuilder step = new StringBuilder(
                "<bpmn:callActivity id=\"" + id + "\" name=\"Ask second signature\" camunda:modelerTemplate=\""
                        + json.path("id").asText() + "\"");
        StringBuilder inside = new StringBuilder();
        for (JsonNode property : json.path("properties")) {
            JsonNode binding = property.path("binding");
            String name = binding.path("name").asText() + binding.path("target").asText();
            String value = fields.getOrDefault(name, property.path("value").asText());
            switch (binding.path("type").asText()) {
                case "property" ->
                    step.append(" ").append(name).append("=\"").append(value).append("\"");
                case "camunda:in:businessKey" ->
                    inside.append("<camunda:in businessKey=\"").append(value).append("\"/>");
                case "camunda:in" ->
                    inside.append("<camunda:in ")
                            .append(binding.path("expression").asBoolean() ? "sourceExpression" : "source")
                            .append("=\"")
                            .append(value)
                            .append("\" target=\"")
                            .append(name)
                            .append("\"/>");
                case "camunda:out" ->
                    inside.append("<camunda:out source=\"")
                            .append(binding.path("source").asText())
                            .append("\" target=\"")
                            .append(value)
                            .append("\"/>");
                default -> throw new AssertionError(binding);
            }
        }
        return step + "><bpmn:extensionElements>" + inside + "</bpmn:extensionElements></bpmn:callActivity>";
    }

    /** So many GTX Basic at 550, accepted by the customer. */
    private String contract(int quantity) {
        Deal deal = accepted.basics(quantity);
        return processes.start(
                "contract",
                deal.number(),
                Map.of(
                        "dealNumber", deal.number(),
                        "customerId", Objects.requireNonNull(deal.customerId()),
                        "rep", AcceptedDeals.REP));
    }

    private void settle(String contract) {
        steps.complete(
                contract,
                "check-contract",
                "support",
                Map.of(
                        "startsOn", workingTime.today().toString(),
                        "contractMonths", 12,
                        "noticeDays", 30,
                        "paymentDays", 30,
                        "deliveryAddress", "1 Harbour Road"));
        steps.runAllJobs(contract);
    }
}
