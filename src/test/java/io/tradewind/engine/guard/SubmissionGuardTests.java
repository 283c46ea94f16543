package io.tradewind.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.engine.Acting;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class SubmissionGuardTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private ManagementService management;

    @Autowired
    private HistoryService historyService;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Acting acting;

    private String deployment = "";
    private String instance = "";

    @BeforeEach
    void start() {
        deployment = repository
                .createDeployment()
                .addClasspathResource("guard/test-guard.bpmn")
                .addClasspathResource("guard/test-guard.price.form")
                .addClasspathResource("guard/test-guard.start.form")
                .addClasspathResource("guard/lines.html")
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey(
                        "test-guard",
                        Map.of(
                                "listPrice",
                                "100",
                                "contacts",
                                SpinValues.jsonValue("[{\"label\":\"Ann\",\"value\":\"ann\"},\"bob\"]")
                                        .create()))
                .getId();
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void whatTheFormAsksForIsTaken() {
        HttpResponse<String> answer = submit(
                "price",
                """
                "discount": {"value": "7.10"}, "quantity": {"value": 3}, "reason": {"value": "volume"},
                "contact": {"value": "bob"}, "extras": {"type": "Json", "value": "[\\"training\\"]"},
                "confirmed": {"value": true}, "validUntil": {"value": "2026-12-31"},
                "email": {"value": "ann@example.com"}, "code": {"value": "ABC"},
                "note": {"value": "two\\nlines, 客户"}, "why": {"value": null}
                """);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(runtime.getVariable(instance, "discount")).isEqualTo("7.10");
    }

    @Test
    void whatTheFormOnlyShowsIsNotBelieved() {
        HttpResponse<String> answer =
                submit("price", "\"discount\": {\"value\": \"5\"}, \"listPrice\": {\"value\": \"1\"}");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(runtime.getVariable(instance, "listPrice")).isEqualTo("100");
    }

    @Test
    void whatAnHtmlFormReadAndSendsBackUnchangedIsNoOffence() {
        HttpResponse<String> changed = submit(
                "price",
                "\"discount\": {\"value\": \"5\"}, \"contacts\": {\"type\": \"Json\", \"value\": \"[\\\"eve\\\"]\"}");
        assertThat(changed.body()).contains("'contacts' is not a field");

        HttpResponse<String> unchanged = submit(
                "price",
                "\"discount\": {\"value\": \"5\"}, \"contacts\": {\"type\": \"Json\", \"value\": "
                        + "\"[{\\\"label\\\":\\\"Ann\\\", \\\"value\\\":\\\"ann\\\"},\\\"bob\\\"]\"}");
        assertThat(unchanged.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    discount  | {"value": "99"}                         | Discount in % must be at most 30.
                    discount  | {"value": -1}                           | Discount in % must be at least 0.
                    discount  | {"value": "7.123"}                      | Discount in % must have at most 2 decimal places.
                    discount  | {"value": "much"}                       | Discount in % must be a number.
                    discount  | {"value": true}                         | Discount in % must be a number.
                    discount  | {"value": "NaN"}                        | Discount in % must be a number.
                    discount  | {"value": null}                         | Discount in % is required. Please fill it in.
                    quantity  | {"value": 1e308}                        | Quantity is too large or has too many digits.
                    quantity  | {"value": "1e999999999"}                | Quantity is too large or has too many digits.
                    quantity  | {"value": 1.5}                          | Quantity must be a whole number.
                    reason    | {"value": "because"}                    | Reason must be one of the choices offered; choose again from the list.
                    contact   | {"value": "eve"}                        | Contact must be one of the choices offered; choose again from the list.
                    extras    | {"type": "Json", "value": "[\\"gold\\"]"} | Extras must be one of the choices offered; choose again from the list.
                    extras    | {"value": "training"}                   | Extras must be a list of choices.
                    extras    | {"type": "Json", "value": "[oops"}      | Extras is not valid JSON.
                    confirmed | {"value": "yes"}                        | Confirmed must be yes or no.
                    validUntil| {"value": "31/12/2026"}                 | Valid until must be a date like 2026-12-31.
                    validUntil| {"value": "2024-02-30"}                 | Valid until must be a day that exists; there is no 2024-02-30.
                    validUntil| {"value": "+20262-01-01"}               | Valid until must be a day between 1900 and 2100.
                    extras    | {"type": "Json", "value": "[\\"\\\\u0000\\"]"} | Extras contains characters that cannot be printed. Remove them.
                    email     | {"value": "nobody"}                     | E-mail must be an e-mail address like name@company.com.
                    code      | {"value": "A"}                          | Code must be at least 2 characters long.
                    code      | {"value": "ABCDEF"}                     | Code must be at most 5 characters long; these are 6.
                    code      | {"value": "abc"}                        | Code must be written in the form ^[A-Z]+$.
                    code      | {"value": 12}                           | Code must be text.
                    note      | {"value": "a\\u0000b"}                   | Note contains characters that cannot be printed. Remove them.
                    note      | {"type": "Object", "value": "rO0AB", "valueInfo": {"objectTypeName": "java.lang.String", "serializationDataFormat": "application/json"}} | Note cannot be sent as a serialized object.
                    locked    | {"value": "x"}                          | 'locked' is not a field of this form that can be filled in. Leave it out.
                    approved  | {"value": true}                         | 'approved' is not a field of this form that can be filled in. Leave it out.
                    """)
    void whatDoesNotFitIsRefusedInOneSentence(String field, String value, String sentence) {
        String discount = field.equals("discount") ? "" : "\"discount\": {\"value\": \"5\"}, ";

        HttpResponse<String> answer = submit("price", discount + "\"" + field + "\": " + value);

        assertThat(answer.body()).contains("\"message\":\"" + sentence + "\"", "\"field\":\"" + field + "\"");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(task("price")).isNotNull();
    }

    @Test
    void moreTextThanTheDatabaseTakesIsRefused() {
        String answer = submit(
                        "price",
                        "\"discount\": {\"value\": \"5\"}, \"note\": {\"value\": \"" + "a".repeat(4001) + "\"}")
                .body();

        assertThat(answer).contains("Note must be at most 4,000 characters long; these are 4,001.");
    }

    @Test
    void aRequiredFieldIsAskedForOnlyWhereTheFormShowsIt() {
        HttpResponse<String> shown =
                submit("price", "\"discount\": {\"value\": \"5\"}, \"confirmed\": {\"value\": false}");
        assertThat(shown.body()).contains("Why not is required. Please fill it in.");

        HttpResponse<String> hidden =
                submit("price", "\"discount\": {\"value\": \"5\"}, \"confirmed\": {\"value\": true}");
        assertThat(hidden.statusCode()).isEqualTo(204);
    }

    @Test
    void everyOtherDoorHasTheSameGuard() {
        String path = "/engine-rest/task/" + task("price");
        Web.Client rep = web.program(REP);
        Web.Client browser = web.browser(REP);
        browser.get("/camunda/app/tasklist/default/");
        String forged = "{\"variables\":{\"discount\":{\"value\":\"99\"}}}";
        String values = "{\"modifications\":{\"discount\":{\"value\":\"99\"}}}";

        Stream.of(
                        rep.post(path + "/complete", forged),
                        rep.post(path + "/complete", "{\"variables\":{\"approved\":{\"value\":true}}}"),
                        rep.post(path + "/complete", "{}"),
                        rep.post(path + "/resolve", forged),
                        rep.post(path + "/bpmnError", "{\"errorCode\":\"lead.duplicate\"}"),
                        rep.post(path + "/bpmnEscalation", "{\"escalationCode\":\"any\"}"),
                        rep.post(path + "/variables", values),
                        rep.post(path + "/localVariables", values),
                        rep.send("PUT", path + "/variables/discount", "application/json", "{\"value\":\"99\"}"),
                        browser.post(
                                path.replace("/engine-rest", "/camunda/api/engine/engine/default") + "/submit-form",
                                forged,
                                "X-XSRF-TOKEN",
                                browser.cookie("XSRF-TOKEN")))
                .forEach(answer -> {
                    assertThat(answer.statusCode())
                            .as(answer.uri() + " " + answer.body())
                            .isEqualTo(422);
                    assertThat(answer.body()).contains("\"type\":\"Refused\"");
                });
        Stream.of(
                        rep.post("/engine-rest/message", "{\"messageName\":\"any\",\"businessKey\":\"any\"}"),
                        rep.post("/engine-rest/signal", "{\"name\":\"any\"}"))
                .forEach(answer -> assertThat(answer.statusCode())
                        .as(answer.uri().toString())
                        .isEqualTo(403));
        assertThat(runtime.getVariables(instance)).doesNotContainKeys("discount", "approved");
    }

    @Test
    void theEnginesJobsAreForAdministrators() {
        String job = acting.asSystem(() -> management.createJobQuery().list().stream()
                .filter(any -> any.getProcessDefinitionId() == null)
                .findFirst()
                .orElseGet(() -> historyService.cleanUpHistoryAsync(false))
                .getId());
        String path = "/engine-rest/job/" + job;
        Web.Client owner = web.program("owner"); // who may open Cockpit
        String json = "application/json";

        Stream.of(
                        owner.send("PUT", path + "/suspended", json, "{\"suspended\":true}"),
                        owner.send("PUT", path + "/retries", json, "{\"retries\":0}"),
                        owner.send("PUT", path + "/priority", json, "{\"priority\":1}"),
                        owner.send("PUT", path + "/duedate", json, "{\"duedate\":null}"),
                        owner.post(path + "/execute", "{}"),
                        owner.send("DELETE", path, null, null))
                .forEach(answer -> assertThat(answer.body())
                        .as(answer.uri().toString())
                        .contains("Jobs of the engine are for administrators."));
        Web.Client admin = web.program("admin");
        assertThat(admin.send("PUT", path + "/suspended", json, "{\"suspended\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(admin.send("PUT", path + "/suspended", json, "{\"suspended\":false}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTaskIsNotDelegatedAndIsGivenOnlyToSomebodyWhoWorksHere() {
        tasks.setAssignee(task("price"), REP);
        String path = "/engine-rest/task/" + task("price");
        Web.Client manager = web.program("melvin-marxen");

        assertThat(manager.post(path + "/delegate", "{\"userId\":\"zane-levy\"}")
                        .body())
                .contains("\"type\":\"Refused\"");
        assertThat(manager.send(
                                "PUT",
                                path,
                                "application/json",
                                "{\"name\":\"Price\",\"priority\":50,\"assignee\":\"" + REP
                                        + "\",\"delegationState\":\"PENDING\"}")
                        .body())
                .contains("\"type\":\"Refused\"");
        assertThat(web.program(REP).post(path + "/resolve", "{}").body()).contains("\"type\":\"Refused\"");
        jdbc.sql("UPDATE person SET active = false WHERE user_id = 'moses-frase'")
                .update();
        try {
            for (String nobody : List.of("nobody-at-all", "", " ", "moses-frase")) {
                String user = "{\"userId\":\"" + nobody + "\"}";
                assertThat(manager.post(path + "/assignee", user).body())
                        .contains("Nobody who works here has the user name '" + nobody + "'.");
                assertThat(manager.post(
                                        path + "/identity-links",
                                        "{\"type\":\"assignee\",\"userId\":\"" + nobody + "\"}")
                                .statusCode())
                        .isEqualTo(422);
                assertThat(manager.send(
                                        "PUT",
                                        path,
                                        "application/json",
                                        "{\"name\":\"Price\",\"priority\":50,\"assignee\":\"" + nobody + "\"}")
                                .statusCode())
                        .isEqualTo(422);
            }
        } finally {
            jdbc.sql("UPDATE person SET active = true WHERE user_id = 'moses-frase'")
                    .update();
        }
        assertThat(manager.post(path + "/assignee", "{\"userId\":\"moses-frase\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void onesNameIsTheOrganizationsAndOnesPasswordIsOnesOwn() {
        String path = "/engine-rest/user/zane-levy";
        String profile =
                "{\"id\":\"zane-levy\",\"firstName\":\"The\",\"lastName\":\"Director\",\"email\":\"x@example.com\"}";
        Web.Client rep = web.program("zane-levy");

        assertThat(rep.send("PUT", path + "/profile", "application/json", profile)
                        .body())
                .contains("\"type\":\"Refused\"");
        assertThat(rep.get(path + "/profile").body()).contains("\"lastName\":\"Levy\"");

        String password = "a long Sentence 42!";
        HttpResponse<String> changed = rep.send(
                "PUT",
                path + "/credentials",
                "application/json",
                "{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"demo\"}");
        try {
            assertThat(changed.body()).isEmpty();
            assertThat(web.program("zane-levy", password)
                            .get("/engine-rest/task/count")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            acting.asSystem(() -> {
                var user = identity.createUserQuery().userId("zane-levy").singleResult();
                user.setPassword("demo");
                ((org.camunda.bpm.engine.impl.IdentityServiceImpl) identity).saveUser(user, true);
            });
        }
    }

    @Test
    void anEmbeddedHtmlFormIsReadToo() {
        assertThat(submit("price", "\"discount\": {\"value\": \"5\"}").statusCode())
                .isEqualTo(204);
        assertThat(submit("lines", "\"amount\": {\"value\": 501.0}").body()).contains("Amount must be at most 500.");
        assertThat(submit("lines", "\"size\": {\"value\": \"s\"}").body()).contains("Amount is required.");
        assertThat(submit("lines", "\"amount\": {\"value\": 5.0}, \"pieces\": {\"value\": 1.5}")
                        .body())
                .contains("Pieces must be a whole number.");
        assertThat(submit("lines", "\"amount\": {\"value\": 5.0}, \"size\": {\"value\": \"xl\"}")
                        .body())
                .contains("Size must be one of the choices");
        assertThat(submit(
                                "lines",
                                "\"amount\": {\"value\": 5.0}, \"lines\": {\"type\": \"Json\", \"value\": \"[\\\""
                                        + "x".repeat(60) + "\\\"]\"}")
                        .body())
                .contains("lines is too long");
        assertThat(submit("lines", "\"amount\": {\"value\": 5.0}, \"profit\": {\"value\": 1}")
                        .body())
                .contains("'profit' is not a field");

        HttpResponse<String> answer = submit(
                "lines",
                """
                "amount": {"value": 5.5, "type": "Double"}, "pieces": {"value": 4, "type": "Long"},
                "cost": {"value": 0.01, "type": "Double"}, "size": {"value": "l", "type": "String"},
                "lines": {"type": "Json", "value": "[{\\"code\\":\\"a\\"}]"}
                """);

        assertThat(answer.body()).isEmpty();
        assertThat(runtime.getVariables(instance)).doesNotContainKey("cost").containsEntry("pieces", 4L);
    }

    @Test
    void aTaskWithoutAFormTakesNothing() {
        acting.asSystem(() -> {
            tasks.complete(task("price"));
            tasks.complete(task("lines"));
        });

        assertThat(submit("nothing", "\"anything\": {\"value\": 1}").body())
                .contains("'anything' cannot be submitted here: there is no form that asks for it.");
        assertThat(submit("nothing", "").statusCode()).isEqualTo(204);
    }

    @Test
    void ourOwnCodeIsNotAskedForAForm() {
        steps.as(REP, () -> acting.asSystem(() -> tasks.complete(task("price"), Map.of("approved", true))));

        assertThat(runtime.getVariable(instance, "approved")).isEqualTo(true);
    }

    @Test
    void aTaskOnAnotherDeskIsNotCompletedNorClaimedForSomebody() {
        acting.asSystem(() -> tasks.complete(task("price")));
        String task = task("lines");
        String path = "/engine-rest/task/" + task;
        Web.Client colleague = web.program("zane-levy");

        assertThat(colleague
                        .post(path + "/claim", "{\"userId\":\"" + REP + "\"}")
                        .body())
                .contains("Claim a task for yourself only");
        assertThat(web.program(REP)
                        .post(path + "/claim", "{\"userId\":\"" + REP + "\"}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> second = colleague.post(path + "/claim", "{\"userId\":\"zane-levy\"}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("'darcel-schlecht' has claimed this task already");
        assertThat(colleague
                        .post(path + "/complete", "{\"variables\":{\"amount\":{\"value\":5}}}")
                        .body())
                .contains("This task is on the desk of 'darcel-schlecht'");
        assertThat(colleague.post(path + "/unclaim", "").statusCode()).isEqualTo(403);
        assertThat(web.program(REP).post(path + "/unclaim", "").statusCode()).isEqualTo(204);
        assertThat(colleague.post(path + "/claim", "{\"userId\":\"zane-levy\"}").statusCode())
                .isEqualTo(204);
    }

    /** As its own code does, with all that it was told of the task but the links. */
    @Test
    void tasklistSetsADayBySendingTheWholeTaskBack() throws JsonProcessingException {
        String path = "/camunda/api/engine/engine/default/task/" + task("price");
        Web.Client manager = web.browser("melvin-marxen");
        manager.get("/camunda/app/tasklist/default/");
        String hal = "application/hal+json, application/json; q=0.5";
        ObjectNode whole = (ObjectNode)
                new ObjectMapper().readTree(manager.get(path, "Accept", hal).body());
        whole.remove(List.of("_links", "_embedded"));
        whole.put("followUp", "2030-01-02T03:04:05.000+0000");

        HttpResponse<String> answer = manager.send(
                "PUT",
                path,
                "application/json",
                whole.toString(),
                "Accept",
                hal,
                "X-XSRF-TOKEN",
                manager.cookie("XSRF-TOKEN"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(web.program(REP)
                        .get(path.replaceFirst(".*(?=/task/)", "/engine-rest"))
                        .body())
                .contains("\"followUp\":\"2030-01-02T03:04:05.000+0000\"", "\"name\":\"Price\"");
    }

    @Test
    void whoMayNotReadATaskIsNotToldWhatItsFormAsksFor() {
        acting.asSystem(() -> tasks.complete(task("price")));
        String path = "/engine-rest/task/" + task("lines");
        Web.Client stranger = web.program("legal");
        String nothing = "{\"variables\":{}}";
        String values = "{\"modifications\":{\"amount\":{\"value\":\"no number\"}}}";

        Stream.of(
                        stranger.post(path + "/complete", nothing),
                        stranger.post(path + "/submit-form", nothing),
                        stranger.post(path + "/variables", values),
                        stranger.post(path + "/localVariables", values),
                        stranger.send("PUT", path + "/variables/amount", "application/json", "{\"value\":\"x\"}"),
                        stranger.get(path + "/deployed-form"))
                .forEach(answer -> {
                    assertThat(answer.statusCode())
                            .as(answer.uri() + " " + answer.body())
                            .isEqualTo(403);
                    assertThat(answer.body()).contains("You may not do this with this task.");
                });
    }

    @Test
    void ofTwoCompletionsAtOnceOneIsToldWhy() {
        String path = "/engine-rest/task/" + task("price") + "/submit-form";
        String body = "{\"variables\":{\"discount\":{\"value\":\"5\"}}}";

        List<HttpResponse<String>> answers = Stream.of(1, 2, 3, 4)
                .map(i -> CompletableFuture.supplyAsync(() -> web.program(REP).post(path, body)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 204).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(409, 422);
            assertThat(answer.body()).containsAnyOf("already done", "Somebody else changed this");
        });
        assertThat(steps.openTasks(instance)).hasSize(1);
    }

    @Test
    void aProcessIsStartedWithItsStartFormOnly() {
        mayStart("sales-rep");
        String key = "/engine-rest/process-definition/key/test-guard";
        Web.Client rep = web.program(REP);

        Stream.of("/start", "/submit-form").forEach(door -> {
            assertThat(rep.post(key + door, "{}").body()).contains("Company is required. Please fill it in.");
            assertThat(rep.post(
                                    key + door,
                                    "{\"variables\":{\"companyName\":{\"value\":\"Acme\"},\"dealWon\":{\"value\":true}}}")
                            .body())
                    .contains("'dealWon' is not a field of this form");
            assertThat(rep.post(key + door, "{\"variables\":{\"companyName\":{\"value\":\"" + "A".repeat(21) + "\"}}}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(rep.post(key + door, "{\"variables\":{\"companyName\":{\"value\":\"Acme\"}}}")
                            .statusCode())
                    .isEqualTo(200);
        });
        assertThat(rep.post(
                                key + "/start",
                                "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"nothing\"}]}")
                        .statusCode())
                .isEqualTo(422);
    }

    private void mayStart(String group) {
        Authorization right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setGroupId(group);
        right.setResource(Resources.PROCESS_DEFINITION);
        right.setResourceId("test-guard");
        right.addPermission(Permissions.CREATE_INSTANCE);
        authorizations.saveAuthorization(right);
    }

    private HttpResponse<String> submit(String taskKey, String variables) {
        return web.program(REP)
                .post("/engine-rest/task/" + task(taskKey) + "/submit-form", "{\"variables\":{" + variables + "}}");
    }

    private String task(String key) {
        return steps.task(instance, key).getId();
    }
}
