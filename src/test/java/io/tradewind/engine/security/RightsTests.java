package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
@ExtendWith(OutputCaptureExtension.class)
class RightsTests {

    private static final String REP = "darcel-schlecht";
    private static final String REPS_MANAGER = "melvin-marxen";
    private static final String OTHER_REP = "zane-levy";
    private static final String OTHER_MANAGER = "dustin-brinkmann";

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FilterService filters;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private RightsAtStart rights;

    @Autowired
    private FiltersAtStart filtersAtStart;

    private String deployment = "";

    @BeforeEach
    void deploy() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "rights.bpmn",
                        Bpmn.createExecutableProcess("test-rights")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("for-one")
                                .camundaAssignee("${rep}")
                                .camundaCandidateGroups("sales-rep")
                                .camundaDueDate("${due}")
                                .endEvent()
                                .done())
                .addModelInstance(
                        "group.bpmn",
                        Bpmn.createExecutableProcess("test-group")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("for-group")
                                .camundaCandidateGroups("sales-rep")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void onePersonsTaskIsSeenByThatPersonAndTheSuperiorOnly() {
        String task = personalTask();

        assertThat(sees(REP, task)).isTrue();
        assertThat(sees(REPS_MANAGER, task)).isTrue();
        assertThat(sees(OTHER_REP, task)).isFalse();
        assertThat(sees(OTHER_MANAGER, task)).isFalse();
        assertThat(sees("director", task)).isFalse();
        assertThat(sees("owner", task)).isFalse();
        assertThat(sees("admin", task)).isTrue();
    }

    @Test
    void aGroupsTaskIsSeenByTheGroupAndAfterClaimingByTheSuperiorToo() {
        String task = groupTask();
        assertThat(sees(REP, task)).isTrue();
        assertThat(sees(OTHER_REP, task)).isTrue();
        assertThat(sees(REPS_MANAGER, task)).isFalse();

        assertThat(web.program(REP)
                        .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + REP + "\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(sees(REPS_MANAGER, task)).isTrue();
    }

    /** Puts the row of the other claim in between, where the engine has looked and not yet written. */
    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void whoClaimsTwiceInTheSameMomentIsToldSo(String door, CapturedOutput log) {
        String task = groupTask();
        jdbc.sql(
                        """
                        CREATE FUNCTION claimed_twice() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                          IF pg_trigger_depth() = 1 THEN
                            INSERT INTO act_ru_authorization (id_, rev_, type_, user_id_, resource_type_, resource_id_, perms_)
                            VALUES ('the-other-click', 1, NEW.type_, NEW.user_id_, NEW.resource_type_, NEW.resource_id_, NEW.perms_);
                          END IF;
                          RETURN NEW;
                        END $$
                        """)
                .update();
        jdbc.sql("CREATE TRIGGER twice BEFORE INSERT ON act_ru_authorization FOR EACH ROW WHEN (NEW.user_id_ = '" + REP
                        + "' AND NEW.resource_id_ = '" + task + "') EXECUTE FUNCTION claimed_twice()")
                .update();
        try {
            HttpResponse<String> answer =
                    send(REP, door, "POST", "/task/" + task + "/claim", "{\"userId\":\"" + REP + "\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("in the same moment").doesNotContain("auth", "ENGINE");
            assertThat(log.getOut().lines().filter(line -> !line.contains("EmbeddedPostgres")))
                    .noneMatch(line -> line.contains("act_uniq_auth_user"));
        } finally {
            jdbc.sql("DROP FUNCTION claimed_twice() CASCADE").update();
        }
    }

    @Test
    void ofSeveralClicksOnClaimOneClaims() {
        for (int tries = 0; tries < 5; tries++) {
            String task = groupTask();
            List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> web.program(REP)
                            .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + REP + "\"}")
                            .statusCode()))
                    .limit(3)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).contains(204).isSubsetOf(204, 409);
            assertThat(sees(REP, task)).isTrue();
        }
    }

    /** Tasklist asks for them when somebody opens the dialogue of a list. */
    @Test
    void whoGivesNoRightsIsToldOfNone() {
        String rights = "/engine-rest/authorization";

        assertThat(web.program("admin").get(rights + "?maxResults=5").body()).contains("\"resourceId\"");
        for (String person : List.of(REP, REPS_MANAGER, "legal", "auditor")) {
            Web.Client client = web.program(person);
            assertThat(client.get(rights + "?resourceType=5&maxResults=50").body())
                    .isEqualTo("[]");
            assertThat(client.get(rights + "?maxResults=50").body()).isEqualTo("[]");
            assertThat(client.get(rights + "/count").body()).isEqualTo("{\"count\":0}");
            assertThat(client.get(rights + "/x").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whoseTaskItIsNotIsNotToldOfWhichProcessItIs() {
        String task = personalTask();

        for (String path :
                List.of("form", "form-variables", "variables", "localVariables", "identity-links", "deployed-form")) {
            HttpResponse<String> answer = web.program(OTHER_REP).get("/engine-rest/task/" + task + "/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body())
                    .contains("You may not do this with this task.")
                    .doesNotContain("test-rights", "rocess", "READ");
        }
        for (String act : List.of("claim", "complete", "submit-form", "assignee", "identity-links")) {
            HttpResponse<String> answer = web.program(OTHER_REP)
                    .post(
                            "/engine-rest/task/" + task + "/" + act,
                            "{\"userId\":\"" + OTHER_REP + "\",\"type\":\"candidate\"}");
            assertThat(answer.statusCode()).as(act).isEqualTo(403);
            assertThat(answer.body())
                    .contains("You may not do this with this task.")
                    .doesNotContain("test-rights", "rocess");
        }
        assertThat(web.program(OTHER_REP).get("/engine-rest/task/" + task).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void nobodyChoosesTheIdOfATask(String door) {
        HttpResponse<String> answer = send(
                "admin",
                door,
                "POST",
                "/task/create",
                "{\"id\":\"test-rights\",\"name\":\"x\",\"assignee\":\"" + REP + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"id\"");
        assertThat(web.program("admin").get("/engine-rest/task/test-rights").statusCode())
                .isEqualTo(404);
        String task = personalTask();
        HttpResponse<String> sentBack = send(
                "admin",
                door,
                "PUT",
                "/task/" + task,
                web.program("admin").get("/engine-rest/task/" + task).body());
        assertThat(sentBack.statusCode()).as(sentBack.body()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void theSuperiorChangesTheDaysOfATaskAndNothingElse(String door) throws JsonProcessingException {
        String task = personalTask();
        String path = "/task/" + task;
        String asRead = web.program(REPS_MANAGER).get("/engine-rest" + path).body();

        for (Map.Entry<String, String> change : Map.of(
                        "name", "\"Pay the boss\"",
                        "description", "\"" + "<b>now</b>".repeat(500) + "\"",
                        "priority", "2147483647",
                        "owner", "\"maureen-marcano\"",
                        "parentTaskId", "\"" + task + "\"",
                        "caseInstanceId", "\"made-up\"",
                        "tenantId", "\"made-up\"")
                .entrySet()) {
            HttpResponse<String> answer =
                    send(REPS_MANAGER, door, "PUT", path, with(asRead, change.getKey(), change.getValue()));

            assertThat(answer.statusCode()).as(change + answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"" + change.getKey() + "\"");
        }
        String owned = "{\"type\":\"owner\",\"userId\":\"maureen-marcano\"}";
        for (String way : List.of("", "/delete")) {
            assertThat(send(REPS_MANAGER, door, "POST", path + "/identity-links" + way, owned)
                            .statusCode())
                    .isEqualTo(422);
        }
        assertThat(sees("maureen-marcano", task)).isFalse();

        for (String day : List.of("due", "followUp")) {
            assertThat(send(REPS_MANAGER, door, "PUT", path, with(asRead, day, "\"2030-01-02T03:04:05.000+0000\""))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(web.program(REP).get("/engine-rest" + path).body())
                    .contains("\"" + day + "\":\"2030-01-02T03:04:05.000+0000\"");
        }
    }

    @Test
    void theSuperiorHandsATaskOnAndTheFormerAssigneeIsOutOfIt() {
        String task = personalTask();

        assertThat(assign(REP, task, OTHER_REP)).isEqualTo(403);
        assertThat(assign(REPS_MANAGER, task, OTHER_REP)).isEqualTo(204);

        assertThat(sees(OTHER_REP, task)).isTrue();
        assertThat(sees(OTHER_MANAGER, task) || sees(REPS_MANAGER, task)).isTrue();
        assertThat(sees(REP, task)).isFalse();
        assertThat(complete(REP, task)).isEqualTo(403);
    }

    @Test
    void whoPutATaskBackIsOutOfItWhenAnotherGetsIt() {
        for (String task : List.of(personalTask(), groupTask())) {
            web.program(REP).post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + REP + "\"}");
            assertThat(web.program(REP)
                            .post("/engine-rest/task/" + task + "/unclaim", "{}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(sees(REP, task)).isTrue();
            assertThat(sees(OTHER_REP, task)).as("its group's now").isTrue();

            assertThat(assign(REPS_MANAGER, task, OTHER_REP)).isEqualTo(204);

            assertThat(sees(OTHER_REP, task)).isTrue();
            for (String path : List.of("", "/variables", "/form-variables")) {
                assertThat(web.program(REP)
                                .get("/engine-rest/task/" + task + path)
                                .statusCode())
                        .isIn(403, 404);
            }
        }
    }

    @Test
    void whoseTaskIsTakenAwayDoesNotKeepIt() {
        String task = personalTask();

        assertThat(web.program(REPS_MANAGER)
                        .post("/engine-rest/task/" + task + "/unclaim", "{}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceId(task)
                        .userIdIn(REP)
                        .count())
                .isZero();
        assertThat(sees(REPS_MANAGER, task)).isTrue();
        assertThat(assign(REPS_MANAGER, task, REPS_MANAGER)).isEqualTo(204);
        assertThat(assign(REPS_MANAGER, task, REP)).isEqualTo(204);
        assertThat(complete(REPS_MANAGER, task)).isIn(403, 422);
        assertThat(complete(REP, task)).isEqualTo(204);
    }

    @Test
    void onlyOnesOwnTasksAreAskedForAgainAndAgain() {
        assertThat(filters.createFilterQuery()
                        .filterName("My tasks")
                        .singleResult()
                        .getProperties())
                .containsEntry("refresh", true);
        assertThat(filters.createFilterQuery()
                        .filterName("Overdue")
                        .singleResult()
                        .getProperties())
                .containsEntry("refresh", false);
    }

    @Test
    void theSuperiorDoesNotDoTheWorkOfOthers() {
        String task = personalTask();

        assertThat(complete(REPS_MANAGER, task)).isEqualTo(403);
        assertThat(complete(OTHER_REP, task)).isEqualTo(403);
        assertThat(complete(REP, task)).isEqualTo(204);
    }

    @Test
    void tasksLeaveNoRowsBehind() {
        String task = personalTask();
        assertThat(complete(REP, task)).isEqualTo(204);

        assertThat(authorizations.createAuthorizationQuery().resourceId(task).count())
                .isZero();
    }

    @Test
    void eachRoleOpensItsApplications() {
        assertThat(applications(REP)).contains("tasklist").doesNotContain("cockpit", "admin");
        assertThat(applications("owner")).contains("tasklist", "cockpit").doesNotContain("admin");
        assertThat(applications("admin")).contains("tasklist", "cockpit", "admin");
    }

    @Test
    void onlyAProcessOwnerOrAdministratorDeploys() {
        for (String user : List.of(REP, REPS_MANAGER, "gm")) {
            assertThat(web.program(user).get("/engine-rest/deployment/count").statusCode())
                    .isEqualTo(403);
        }
        assertThat(web.program("owner").get("/engine-rest/deployment/count").body())
                .isNotEqualTo("{\"count\":0}");
    }

    @Test
    void onlyLeadEntryStartsAProcess() {
        assertThat(web.program(REP)
                        .post("/engine-rest/process-definition/key/test-group/start", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(web.program("legal")
                        .post("/engine-rest/process-definition/key/test-group/start", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSecondStartAddsNothing() {
        long rows = authorizations.createAuthorizationQuery().count();
        long lists = filters.createFilterQuery().count();

        rights.grant();
        filtersAtStart.create();

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(rows);
        assertThat(filters.createFilterQuery().count()).isEqualTo(lists);
    }

    @Test
    void theListsInTasklistShowWhatTheirNamesSay() {
        String mine = personalTask();
        String groups = groupTask();

        assertThat(list(REP, "My tasks")).contains(mine).doesNotContain(groups);
        assertThat(list(REP, "My groups")).contains(groups).doesNotContain(mine);
        assertThat(list(REP, "Due today")).contains(mine).doesNotContain(groups);
        assertThat(list(REP, "Overdue")).contains(mine);
        assertThat(list(OTHER_REP, "Overdue")).doesNotContain(mine);
        assertThat(list(REPS_MANAGER, "My team")).contains(mine);
        assertThat(list(REP, "Approvals")).doesNotContain(mine);
        assertThat(web.program(REP)
                        .get("/engine-rest/filter?itemCount=false&maxResults=50")
                        .body())
                .contains("My tasks", "Approvals")
                .doesNotContain("My team");
    }

    @Test
    void aCardInTasklistTellsWhomTheTaskIsAboutToThoseWhoSeeTheTask() {
        String instance = runtime.startProcessInstanceByKey(
                        "test-rights", Map.of("rep", REP, "due", new Date(), "customerName", "Isdom", "floor", "70"))
                .getId();
        String id = filters.createFilterQuery()
                .filterName("My tasks")
                .singleResult()
                .getId();

        String cards = web.program(REP)
                .get("/engine-rest/filter/" + id + "/list?maxResults=100", "Accept", "application/hal+json")
                .body();
        assertThat(cards).contains("\"name\":\"customerName\"", "Isdom").doesNotContain("\"name\":\"floor\"");

        for (String user : List.of(REP, OTHER_REP)) {
            assertThat(web.program(user)
                            .get("/engine-rest/variable-instance?maxResults=100&variableName=customerName"
                                    + "&processInstanceIdIn=" + instance)
                            .body())
                    .isEqualTo("[]");
        }
    }

    private String personalTask() {
        return taskOf(runtime.startProcessInstanceByKey("test-rights", Map.of("rep", REP, "due", new Date()))
                .getId());
    }

    private String groupTask() {
        return taskOf(runtime.startProcessInstanceByKey("test-group").getId());
    }

    private String taskOf(String instance) {
        return steps.openTasks(instance).get(0).getId();
    }

    /** The engine's own door is a program's, that of its web applications a browser's. */
    private HttpResponse<String> send(String user, String door, String method, String path, String body) {
        if (door.equals("/engine-rest")) {
            return web.program(user).send(method, door + path, "application/json", body);
        }
        Web.Client browser = web.browser(user);
        browser.get("/camunda/app/tasklist/default/");
        return browser.send(
                method,
                door + path,
                "application/json",
                body,
                "X-TW-CSRF",
                browser.cookie("TW-CSRF"),
                "X-XSRF-TOKEN",
                browser.cookie("XSRF-TOKEN"));
    }

    private static String with(String task, String field, String value) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode changed = (ObjectNode) json.readTree(task);
        return changed.set(field, json.readTree(value)).toString();
    }

    private boolean sees(String user, String task) {
        return web.program(user).get("/engine-rest/task/" + task).statusCode() == 200;
    }

    private int assign(String user, String task, String to) {
        return web.program(user)
                .post("/engine-rest/task/" + task + "/assignee", "{\"userId\":\"" + to + "\"}")
                .statusCode();
    }

    private int complete(String user, String task) {
        return web.program(user)
                .post("/engine-rest/task/" + task + "/complete", "{}")
                .statusCode();
    }

    private String applications(String user) {
        return web.browser(user).get("/camunda/api/admin/auth/user/default").body();
    }

    private String list(String user, String name) {
        String id = filters.createFilterQuery().filterName(name).singleResult().getId();
        return web.program(user)
                .get("/engine-rest/filter/" + id + "/list?maxResults=100")
                .body();
    }
}
