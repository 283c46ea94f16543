package io.tradewind.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The page, the JSON interface and the doors that are shut, by each role. */
@TradewindTest
class MigrationPagesTests extends OwnLeadVersions {

    private static final String PAGE = "/processes/lead-qualification";

    private static final List<String> NO_OWNERS =
            List.of("auditor", "director", "gm", "admin", "finance", "melvin-marxen", "darcel-schlecht");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void anOwnerLooksTriesMovesAndSeesWhatBecameOfEach() throws IOException {
        String journey = lead();
        String document = document(journey);
        deployNew("\"contact-lead\"", "\"call-lead\"");
        Web.Client owner = web.browser("owner");
        Document start = page(owner, PAGE);
        assertThat(start.select("form[action=" + PAGE + "/move] option[selected]")
                        .text())
                .isEqualTo(old + " (1 running)");

        Document plan = page(owner, PAGE + "/move?from=" + old + "&to=" + (old + 1));
        assertThat(plan.select("main").text())
                .contains("1 instance runs on version " + old, "New in version " + (old + 1) + ": Call lead");
        assertThat(plan.select("select[name=step-contact-lead] option").eachText())
                .contains("nowhere: stay on version " + old, "Call lead", "Judge lead")
                .doesNotContain("Grade lead", "Day has come");

        Map<String, String> fields = new HashMap<>(Map.of(
                "from", String.valueOf(old),
                "to", String.valueOf(old + 1),
                "_csrf", plan.select("input[name=_csrf]").first().attr("value")));
        Document stays = answer(owner.submit(PAGE + "/move/try", fields), 200);
        assertThat(stays.select("#tried h2").first().text()).isEqualTo("0 of 1 tried can be moved");
        assertThat(stays.select("#tried button")).isEmpty();

        fields.put("step-contact-lead", "grade-lead");
        Document wrong = answer(owner.submit(PAGE + "/move/try", fields), 422);
        assertThat(wrong.select("[role=alert]").text()).contains("cannot go to 'Grade lead'");
        assertThat(wrong.select("select[name=step-contact-lead]")).hasSize(1);

        fields.put("step-contact-lead", "call-lead");
        Document tried = answer(owner.submit(PAGE + "/move/try", fields), 200);
        assertThat(tried.select("#tried tbody tr").text())
                .isEqualTo(document + " Contact lead ✓ yes Its 3 timers come when they would have come.");
        assertThat(tried.select("#tried button").text()).isEqualTo("Move 1 instance");
        assertThat(tried.select("#tried input[name=step-contact-lead]").attr("value"))
                .isEqualTo("call-lead");

        assertThat(answer(owner.submit(PAGE + "/move", fields), 422)
                        .select("[role=alert]")
                        .text())
                .startsWith("Say why you move them");
        fields.put("why", "It is called otherwise now");
        String where = owner.submit(PAGE + "/move", fields)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "");
        assertThat(page(owner, where).select("[role=status]").text()).startsWith("Under way: 0 of 1 done.");
        run(Long.parseLong(where.replaceFirst(".*/", "")));

        Document done = page(owner, where);
        assertThat(done.select("[role=status]").text()).isEqualTo("Done.");
        assertThat(done.select("tbody tr").text()).startsWith(document).contains("✓ moved");
        assertThat(done.select("main").text())
                .contains("Owen Perez", "It is called otherwise now", "contact-lead → call-lead");
        assertThat(page(owner, PAGE).select("h2#moves").first().parent().text())
                .contains("It is called otherwise now version " + old + " → " + (old + 1) + " 1 of 1 0 0");
        assertThat(steps.task(journey, "call-lead").getName()).isEqualTo("Call lead");

        Document directors = page(web.browser("director"), where);
        assertThat(directors.select("main").text()).contains("moved: 1").doesNotContain(document);
        assertThat(directors.select("form[action$=again]")).isEmpty();
        assertThat(page(web.browser("auditor"), where).select("main").text()).contains(document);
    }

    @Test
    void nobodyButAnOwnerMovesAndOthersAreNotOfferedIt() throws IOException {
        lead();
        deployNew();
        String query = "/move?from=" + old + "&to=" + (old + 1);
        SoftAssertions all = new SoftAssertions();
        for (String user : NO_OWNERS) {
            Web.Client browser = web.browser(user);
            Map<String, String> fields = Map.of(
                    "from", String.valueOf(old),
                    "to", String.valueOf(old + 1),
                    "why", "Mine",
                    "_csrf", Web.hiddenToken(browser.get("/").body()));
            all.assertThat(browser.get(PAGE + query).statusCode()).as(user).isEqualTo(403);
            all.assertThat(browser.submit(PAGE + "/move/try", fields).statusCode())
                    .as(user)
                    .isEqualTo(403);
            all.assertThat(browser.submit(PAGE + "/move", fields).statusCode())
                    .as(user)
                    .isEqualTo(403);
            all.assertThat(web.program(user)
                            .post("/api/migrations", request(false, "Mine"))
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        all.assertThat(page(web.browser("director"), PAGE).select("form[action$=/move]"))
                .isEmpty();
        all.assertAll();
        assertThat(recorded()).isZero();
    }

    @Test
    void aProgramOfAnOwnerTriesAndMoves() throws IOException {
        String journey = lead();
        deployNew();
        Web.Client owner = web.program("owner");

        JsonNode tried = body(owner.post("/api/migrations", request(true, "")), 200);
        assertThat(tried.path("plan").path("instances").asInt()).isEqualTo(1);
        assertThat(tried.path("trials").path("trials").path(0).path("possible").asBoolean())
                .isTrue();
        assertThat(recorded()).isZero();
        assertThat(body(owner.post("/api/migrations", request(false, "")), 422)
                        .path("field")
                        .asText())
                .isEqualTo("why");
        assertThat(body(owner.post("/api/migrations", "{\"process\": \"lead-qualification\"}"), 422)
                        .path("field")
                        .asText())
                .isEqualTo("from");
        assertThat(owner.post("/api/migrations", "{\"from\": \"one\"}").statusCode())
                .isEqualTo(400);

        long id = body(owner.post("/api/migrations", request(false, "Better")), 202)
                .path("id")
                .asLong();
        run(id);

        JsonNode done = body(owner.get("/api/migrations/" + id), 200);
        assertThat(done.path("migration").path("moved").asInt()).isEqualTo(1);
        assertThat(done.path("results").path(0).path("outcome").asText()).isEqualTo("MOVED");
        assertThat(web.program("darcel-schlecht").get("/api/migrations/" + id).statusCode())
                .isEqualTo(403);
        assertThat(owner.get("/api/migrations/4711000").statusCode()).isEqualTo(404);
        assertThat(steps.task(journey, "contact-lead").getProcessDefinitionId()).isEqualTo(definition(old + 1));
    }

    /** Whoever holds the master key is refused too: moved past the record is moved by nobody. */
    @Test
    void noOtherDoorMovesInstances() throws IOException {
        String journey = lead();
        deployNew();
        String instance = qualification(journey);
        String given = lead(old + 1);
        String ended = qualification(given);
        runtime.deleteProcessInstance(given, "Given up");
        String plan = "{\"sourceProcessDefinitionId\": \"" + definition(old) + "\", \"targetProcessDefinitionId\": \""
                + definition(old + 1) + "\", \"instructions\": [{\"sourceActivityIds\": [\"contact-lead\"],"
                + " \"targetActivityIds\": [\"contact-lead\"]}]}";
        String execution = "{\"migrationPlan\": " + plan + ", \"processInstanceIds\": [\"" + instance + "\"]}";
        for (String door : List.of("/engine-rest/migration/execute", "/engine-rest/migration/executeAsync")) {
            assertThat(web.program("darcel-schlecht").post(door, execution).statusCode())
                    .isEqualTo(403);
            for (String user : List.of("admin", "owner")) {
                HttpResponse<String> answer = web.program(user).post(door, execution);
                assertThat(answer.statusCode()).as("%s %s", user, door).isEqualTo(422);
                assertThat(answer.body()).contains("Nothing was moved: running instances are moved");
            }
        }
        String modification = "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\":"
                + " \"qualify-lead\"}], \"processDefinitionId\": \"" + definition(old) + "\", \"processInstanceIds\":"
                + " [\"" + instance + "\"]}";
        for (String user : List.of("owner", "director", "darcel-schlecht")) {
            for (String door : List.of(
                    "/engine-rest/modification/execute",
                    "/engine-rest/modification/executeAsync",
                    "/engine-rest/process-instance/" + instance + "/modification")) {
                assertThat(web.program(user).post(door, modification).statusCode())
                        .as("%s %s", user, door)
                        .isEqualTo(403);
            }
            for (String door : List.of("/restart", "/restart-async")) {
                HttpResponse<String> answer = web.program(user)
                        .post(
                                "/engine-rest/process-definition/" + definition(old + 1) + door,
                                modification.replace(instance, ended));
                assertThat(answer.statusCode())
                        .as("%s %s %s", user, door, answer.body())
                        .isBetween(400, 499);
            }
        }
        assertThat(steps.task(journey, "contact-lead").getProcessDefinitionId()).isEqualTo(definition(old));
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionId(definition(old))
                        .activityIdIn("qualify-lead")
                        .count())
                .isZero();
    }

    @Test
    void anAdministratorsRepairOfAnInstanceIsOnRecord() throws IOException {
        String journey = lead();
        String instance = qualification(journey);

        HttpResponse<String> answer = web.program("admin")
                .post(
                        "/engine-rest/process-instance/" + instance + "/modification",
                        "{\"instructions\": [{\"type\": \"cancel\", \"activityId\": \"contact-lead\"}, {\"type\":"
                                + " \"startBeforeActivity\", \"activityId\": \"contact-lead\"}], \"annotation\":"
                                + " \"Timer was lost\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(jdbc.sql("SELECT user_id_ || ' ' || annotation_ FROM act_hi_op_log WHERE proc_inst_id_ = :id AND"
                                + " operation_type_ = 'ModifyProcessInstance'")
                        .param("id", instance)
                        .query(String.class)
                        .list())
                .contains("admin Timer was lost");
    }

    private String request(boolean dryRun, String why) {
        return "{\"process\": \"lead-qualification\", \"from\": " + old + ", \"to\": " + (old + 1) + ", \"dryRun\": "
                + dryRun + ", \"why\": \"" + why + "\"}";
    }

    private String document(String journey) {
        return String.valueOf(runtime.createProcessInstanceQuery()
                .processInstanceId(qualification(journey))
                .singleResult()
                .getBusinessKey());
    }

    private static Document page(Web.Client browser, String path) {
        return answer(browser.get(path), 200);
    }

    private static Document answer(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Jsoup.parse(answer.body());
    }

    private JsonNode body(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
