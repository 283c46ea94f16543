package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the web applications ask without an end, as their own scripts ask it. */
@TradewindTest
class BoundedListsTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/default";

    @Autowired
    private Web web;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/process-definition?key=lead-qualification&sortBy=version&sortOrder=desc",
                "/decision-definition?key=lead-assignment-limits",
                "/deployment",
                "/incident",
                "/filter?resourceType=Task",
                "/user?firstResult=0",
                "/process-definition",
                "/metrics",
            })
    void whatSaysNoNumberGetsWhatAnybodyMayHave(String list) {
        var answer = web.browser("admin").get(ENGINE + list);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void cockpitsOwnListsToo() {
        Web.Client admin = web.browser("admin");
        for (String list : List.of("/incident", "/process-definition/statistics")) {
            var answer = admin.get(COCKPIT + list);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void aQuestionInABodyToo() {
        Web.Client admin = web.browser("admin");
        admin.get("/camunda/app/cockpit/default/");
        var answer = admin.post(
                ENGINE + "/history/process-instance",
                "{\"processDefinitionKey\": \"nothing\"}",
                "X-XSRF-TOKEN",
                admin.cookie("XSRF-TOKEN"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void moreThanAnybodyMayHaveIsRefusedAsEver() {
        var answer = web.browser("admin").get(ENGINE + "/process-definition?maxResults=2001");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("must not be more than 2000");
        assertThat(web.browser("admin")
                        .get(ENGINE + "/process-definition?maxResults=1")
                        .body())
                .containsOnlyOnce("\"versionTag\"");
    }

    @Test
    void aProgramSaysHowMany() {
        assertThat(web.program("admin").get("/engine-rest/process-definition").statusCode())
                .isEqualTo(400);
        assertThat(web.program("admin")
                        .get("/engine-rest/process-definition?maxResults=2000")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyPagesBackwards() {
        for (String paging : List.of("firstResult=-5&maxResults=5", "firstResult=5&maxResults=-5")) {
            for (var answer : List.of(
                    web.program("admin").get("/engine-rest/task?" + paging),
                    web.browser("admin").get(ENGINE + "/process-definition?" + paging))) {
                assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(500);
                assertThat(answer.body()).doesNotContain("OFFSET", "LIMIT");
            }
        }
        assertThat(web.program("admin")
                        .get("/engine-rest/task?firstResult=5&maxResults=-5")
                        .body())
                .contains("'firstResult' and 'maxResults' must not be negative.");
    }

    /** Else the answer would tell whose task it is. */
    @Test
    void aTaskOfAProcessIsDeletedByNobody() {
        assertThat(web.program("darcel-schlecht")
                        .send("DELETE", "/engine-rest/task/no-such-task", null, null)
                        .statusCode())
                .isEqualTo(403);
    }
}
