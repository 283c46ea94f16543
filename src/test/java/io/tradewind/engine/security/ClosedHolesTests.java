package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The holes of the engine's last release that nobody repairs any more. */
@TradewindTest
class ClosedHolesTests {

    private static final String MARK = "tradewind.attacked";

    /** Sets a system property; with the same right it could run any program. */
    private static final String ATTACK = "${''.getClass().forName('java.lang.System').getMethods()[INDEX]"
            + ".invoke(null, 'tradewind.attacked', 'yes')}";

    @Autowired
    private Web web;

    @Autowired
    private IdentityService identity;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private StoredFilterCheck check;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Acting acting;

    @AfterEach
    void forgetTheAttack() {
        System.clearProperty(MARK);
    }

    @Test
    void theAttackOfTheseTestsWorksWhereNothingStopsIt() {
        engine.getCommandExecutorTxRequired()
                .execute(context ->
                        new JuelExpressionManager().createExpression(attack()).getValue(null));

        assertThat(System.getProperty(MARK)).isEqualTo("yes");
    }

    @Test
    void anExpressionInsideAnOrIsRefusedUnevaluated() {
        for (String path : new String[] {"/engine-rest/task", "/engine-rest/task/count"}) {
            HttpResponse<String> answer = web.program("darcel-schlecht")
                    .post(path + "?maxResults=1", "{\"orQueries\":[{\"dueAfterExpression\":\"" + attack() + "\"}]}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("not allowed in a task query");
            assertThat(System.getProperty(MARK)).isNull();
        }
    }

    @Test
    void theSameThroughTasklistsOwnInterface() {
        Web.Client browser = web.browser("darcel-schlecht");
        browser.get("/camunda/app/tasklist/default/");

        HttpResponse<String> answer = browser.post(
                "/camunda/api/engine/engine/default/task/count",
                "{\"orQueries\":[{\"dueAfterExpression\":\"" + attack() + "\"}]}",
                "X-XSRF-TOKEN",
                browser.cookie("XSRF-TOKEN"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(System.getProperty(MARK)).isNull();
    }

    @Test
    void anExpressionThatExtendsAFilterIsRefusedUnevaluated() {
        String filter = filterNamed("My tasks").getId();
        for (String query : new String[] {
            "{\"orQueries\":[{\"dueAfterExpression\":\"" + attack() + "\"}]}",
            "{\"dueAfterExpression\":\"" + attack() + "\"}"
        }) {
            for (String path : new String[] {"/list?maxResults=1", "/count"}) {
                HttpResponse<String> answer =
                        web.program("darcel-schlecht").post("/engine-rest/filter/" + filter + path, query);

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(System.getProperty(MARK)).isNull();
            }
        }
    }

    @Test
    void aPlainOrIsAnswered() {
        HttpResponse<String> answer = web.program("darcel-schlecht")
                .post("/engine-rest/task/count", "{\"orQueries\":[{\"name\":\"a\",\"assignee\":\"b\"}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void notEvenAnAdministratorEndsTheHistoryOfACaseBeforeItsTime() {
        Web.Client admin = web.program("admin");
        for (String door : new String[] {"/engine-rest", "/engine-rest/engine/default"}) {
            for (String route : new String[] {
                "DELETE /history/process-instance/1",
                "DELETE /history/process-instance/1/",
                "DELETE /history/process-instance/1/variable-instances",
                "DELETE /history/variable-instance/1",
                "POST /history/process-instance/delete",
                "POST /history/process-instance/set-removal-time",
                "POST /history/process-instance/set-removal-time/",
                "POST /history/decision-instance/delete",
                "POST /history/decision-instance/set-removal-time",
                "POST /history/batch/set-removal-time",
                "PUT /process-definition/1/history-time-to-live",
                "PUT /process-definition/1/history-time-to-live/",
                "PUT /process-definition/key/lead-to-after-sales/history-time-to-live",
                "PUT /process-definition/key/lead-to-after-sales/tenant-id/1/history-time-to-live",
                "PUT /decision-definition/1/history-time-to-live",
                "PUT /decision-definition/key/lead-score/history-time-to-live",
                "PUT /decision-definition/key/lead-score/tenant-id/1/history-time-to-live"
            }) {
                String[] parts = route.split(" ");
                HttpResponse<String> answer = admin.send(
                        parts[0],
                        door + parts[1],
                        "application/json",
                        route.startsWith("PUT")
                                ? "{\"historyTimeToLive\":0}"
                                : "{\"absoluteRemovalTime\":\"2020-01-01T00:00:00.000+0000\",\"historicProcessInstanceIds\":[\"1\"]}");
                assertThat(answer.statusCode()).as(door + " " + route).isEqualTo(403);
            }
        }
        assertThat(admin.post("/engine-rest/history/process-instance/count", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void notEvenAnAdministratorStoresAFilterThatRunsCode() {
        HttpResponse<String> answer = web.program("admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"evil\",\"query\":{\"dueAfterExpression\":\"" + attack()
                                + "\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(filters.createFilterQuery().filterName("evil").count()).isZero();
    }

    @Test
    void anAdministratorStoresAFilterWithTheUsualWords() {
        HttpResponse<String> answer = web.program("admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"assigneeExpression\":\"${currentUser()}\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        filters.deleteFilter(filterNamed("mine").getId());
    }

    @Test
    void nobodyElseStoresAFilter() {
        for (String user : new String[] {"darcel-schlecht", "owner", "gm"}) {
            assertThat(web.program(user)
                            .post(
                                    "/engine-rest/filter/create",
                                    "{\"resourceType\":\"Task\",\"name\":\"any\",\"query\":{\"name\":\"a\"}}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aFilterThatWasThereBeforeTheGuardIsRemovedAtTheStart() {
        Filter old = filters.saveFilter(filters.newTaskFilter("old").setQuery(tasks.createTaskQuery()));
        jdbc.sql("UPDATE engine.act_ru_filter SET query_ = :query WHERE id_ = :id")
                .param("query", "{\"orQueries\":[{\"dueAfterExpression\":\"" + attack() + "\"}]}")
                .param("id", old.getId())
                .update();

        check.removeForbidden();

        assertThat(filters.createFilterQuery().filterName("old").count()).isZero();
        assertThat(filters.createFilterQuery().filterName("My tasks").count()).isOne();
        assertThat(System.getProperty(MARK)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/other/user/create",
                "/camunda/api/admin/auth/user/default/login/tasklist"
            })
    void theseDoorsDoNotExist(String path) {
        assertThat(web.nobody().post(path, "{}").statusCode()).isEqualTo(404);
        assertThat(web.program("admin").post(path, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void theSetupStaysClosedWhenNoAdministratorIsLeft() {
        jdbc.sql("DELETE FROM engine.act_id_membership WHERE user_id_ = 'admin'")
                .update();
        try {
            Web.Client stranger = web.browser();
            stranger.get("/camunda/app/admin/default/");
            HttpResponse<String> answer = stranger.post(
                    "/camunda/api/admin/setup/default/user/create",
                    "{\"profile\":{\"id\":\"stranger\",\"firstName\":\"a\",\"lastName\":\"b\"},"
                            + "\"credentials\":{\"password\":\"demo\"}}",
                    "X-XSRF-TOKEN",
                    stranger.cookie("XSRF-TOKEN"));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(identity.createUserQuery().userId("stranger").count()).isZero();
        } finally {
            identity.createMembership("admin", "camunda-admin");
        }
    }

    @Test
    void theLastAdministratorIsNotRemovedInAnyWay() {
        Web.Client admin = web.program("admin");

        assertThat(admin.send("DELETE", "/engine-rest/group/camunda-admin/members/admin", null, null)
                        .body())
                .contains("Make somebody else an administrator first");
        assertThat(admin.send("DELETE", "/engine-rest/user/admin", null, null).statusCode())
                .isBetween(400, 499);
        assertThat(admin.send("DELETE", "/engine-rest/group/camunda-admin", null, null)
                        .statusCode())
                .isBetween(400, 499);
        assertThatThrownBy(() -> acting.asSystem(() -> identity.deleteMembership("admin", "camunda-admin")))
                .isInstanceOf(Refused.class);
        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count())
                .isOne();
    }

    @Test
    void oneOfTwoAdministratorsMayGo() {
        identity.createMembership("owner", "camunda-admin");

        identity.deleteMembership("owner", "camunda-admin");

        assertThat(identity.createUserQuery()
                        .memberOfGroup("camunda-admin")
                        .singleResult()
                        .getId())
                .isEqualTo("admin");
    }

    private Filter filterNamed(String name) {
        return acting.asSystem(
                () -> filters.createFilterQuery().filterName(name).singleResult());
    }

    private static String attack() {
        var methods = System.class.getMethods();
        for (int i = 0; i < methods.length; i++) {
            if (methods[i].getName().equals("setProperty")) {
                return ATTACK.replace("INDEX", Integer.toString(i));
            }
        }
        throw new AssertionError("System has no setProperty");
    }
}
