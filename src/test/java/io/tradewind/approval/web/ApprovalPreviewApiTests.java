package io.tradewind.approval.web;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.approval.Approvals;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ApprovalPreviewApiTests {

    @Autowired
    private Web web;

    @Autowired
    private Approvals approvals;

    @Autowired
    private ObjectMapper json;

    @Test
    void insideOnesOwnAuthorityNobodyIsAsked() {
        JsonNode answer = preview("darcel-schlecht", "{'product': 'GTX Pro', 'discount': 0.05}");

        assertThat(answer.get("ownAuthority").booleanValue()).isTrue();
        assertThat(answer.get("steps")).isEmpty();
        assertThat(answer.get("rule").textValue()).contains("Within the authority of");
    }

    @Test
    void beyondItTheAnswerTellsWhoInWhichOrderByWhichRule() {
        JsonNode answer = preview("darcel-schlecht", "{'product': 'gtxpro', 'discount': 0.12, 'customerClass': 'A'}");

        assertThat(answer.get("ownAuthority").booleanValue()).isFalse();
        JsonNode step = answer.get("steps").get(0);
        assertThat(step.get("order").intValue()).isEqualTo(1);
        assertThat(step.get("mode").textValue()).isEqualTo("all-of");
        JsonNode approver = step.get("approvers").get(0);
        assertThat(approver.get("userId").textValue()).isEqualTo("melvin-marxen");
        assertThat(approver.get("name").textValue()).isEqualTo("Melvin Marxen");
        assertThat(approver.get("role").textValue()).isEqualTo("sales-manager");
        assertThat(approver.get("rule").textValue()).contains("12 %", "5 %");
    }

    @ParameterizedTest
    @CsvSource({
        // GTX Pro lists at 4,821.00, its floor is 3,374.70
        "4821,    ''",
        "9999,    ''",
        "4579.95, ''",
        "4579.94, melvin-marxen",
        "3856.80, melvin-marxen",
        "3856.79, director",
        "3374.70, director",
        "3374.69, gm finance",
        "0,       gm finance",
    })
    void aPriceIsHeldAgainstTheListPriceAndTheFloor(String price, String asked) {
        assertThat(asked(preview("darcel-schlecht", "{'product': 'GTX Pro', 'quantity': 3, 'price': " + price + "}")))
                .isEqualTo(asked);
    }

    @Test
    void whoAsksIsTheCallerUnlessStated() {
        String price = "{'product': 'GTX Pro', 'discount': 0.12%s}";

        assertThat(asked(preview("melvin-marxen", price.formatted("")))).isEmpty();
        assertThat(asked(preview("cara-losch", price.formatted(", 'requester': 'violet-mclelland'"))))
                .isEqualTo("cara-losch");
        assertThat(asked(preview("finance", price.formatted(", 'requester': 'violet-mclelland'"))))
                .isEqualTo("cara-losch");
        assertThat(asked(preview("cara-losch", price.formatted(", 'requester': 'cara-losch'"))))
                .isEmpty();
    }

    @Test
    void aSeriesIsJudgedByItsLeastMargin() {
        String forDarcel = ", 'requester': 'darcel-schlecht'";
        assertThat(asked(preview("darcel-schlecht", "{'series': 'GTX', 'discount': '12 %'}")))
                .isEqualTo("melvin-marxen");
        assertThat(asked(preview(
                        "finance", "{'series': 'GTX', 'discount': 0.12, 'margin': 0.29%s}".formatted(forDarcel))))
                .isEqualTo("director");
        assertThat(asked(preview("finance", "{'discount': 0.01, 'margin': 0.19%s}".formatted(forDarcel))))
                .isEqualTo("gm finance");
        assertThat(asked(preview("darcel-schlecht", "{'discount': 0.03}"))).isEmpty();
    }

    @Test
    void ofAKnownProductAStatedMarginIsNotBelieved() {
        assertThat(asked(preview(
                        "gm",
                        "{'product': 'GTX Pro', 'discount': 0.35, 'margin': 0.9, 'requester': 'darcel-schlecht'}")))
                .isEqualTo("gm finance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'product': 'GTX Pro', 'discount': -0.05}             | discount",
                "{'product': 'GTX Pro', 'discount': 1.01}              | discount",
                "{'product': 'GTX Pro', 'discount': 12}                | discount",
                "{'product': 'GTX Pro', 'discount': '-5 %'}            | discount",
                "{'product': 'GTX Pro', 'discount': '101%'}            | discount",
                "{'product': 'GTX Pro', 'discount': NaN}               | discount",
                "{'product': 'GTX Pro', 'discount': 'NaN'}             | discount",
                "{'product': 'GTX Pro', 'discount': Infinity}          | discount",
                "{'product': 'GTX Pro', 'discount': 1e308}             | discount",
                "{'product': 'GTX Pro', 'discount': 1e-999999999}      | discount",
                "{'product': 'GTX Pro', 'discount': 1e999999999}       | discount",
                "{'product': 'GTX Pro', 'discount': 1e99999999999}     | discount",
                "{'product': 'GTX Pro', 'discount': true}              | discount",
                "{'product': 'GTX Pro', 'discount': []}                | discount",
                "{'product': 'GTX Pro', 'discount': 'a lot'}           | discount",
                "{'product': 'GTX Pro'}                                | discount",
                "{'product': 'GTX Pro', 'price': -1}                   | price",
                "{'product': 'GTX Pro', 'price': 1e308}                | price",
                "{'product': 'GTX Pro', 'price': 1, 'discount': 0.1}   | price",
                "{'product': 'GTX Pro', 'price': 1, 'quantity': 0}     | quantity",
                "{'product': 'GTX Pro', 'price': 1, 'quantity': 1.5}   | quantity",
                "{'product': 'GTX Pro', 'price': 1, 'quantity': 1e9}   | quantity",
                "{'price': 100}                                        | product",
                "{'product': 'Moon Base', 'discount': 0.1}             | product",
                "{'product': 7, 'discount': 0.1}                       | product",
                "{'series': 'XYZ', 'discount': 0.1}                    | series",
                "{'discount': 0.1, 'margin': 1.5}                      | margin",
                "{'discount': 0.1, 'margin': 'NaN'}                    | margin",
                "{'discount': 0.1, 'customerClass': 'Z'}               | customerClass",
                "{'discount': 0.1, 'requester': 'nobody'}              | requester",
                "{'discount': 0.1, 'requester': 'violet-mclelland'}    | requester",
                "{'discount': 0.1, 'requester': 'melvin-marxen'}       | requester",
                "{'discount': 0.1, 'requester': 'gm'}                  | requester",
                "{'discount': 0.1, 'margin': 0.5}                      | margin",
                "{'product': 'GTX Pro', 'discount': 0, 'margin': 0.5}  | margin",
            })
    void whatCannotBeMeantIsRefusedByItsField(String body, String field) throws Exception {
        HttpResponse<String> answer =
                web.program("darcel-schlecht").post("/api/approvals/preview", body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json.readTree(answer.body()).get("field").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "7", "{", "null", "''"})
    void whatIsNoQuestionIsRefused(String body) {
        assertThat(web.program("darcel-schlecht")
                        .post("/api/approvals/preview", body)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theAnswerNeverTellsCostFloorOrMargin() {
        String answer = web.program("darcel-schlecht")
                .post("/api/approvals/preview", "{\"product\": \"GTX Pro\", \"discount\": 0.35}")
                .body();

        // cost 2,651.55, floor 3,374.70, margin 15.38 %
        assertThat(answer).doesNotContain("2651", "2,651", "3374", "3,374", "15.3", "0.15");
    }

    @ParameterizedTest
    @CsvSource({"darcel-schlecht, 3374.69", "melvin-marxen, 3374.69", "darcel-schlecht, 2800"})
    void whoMayNotKnowTheCostReadsNoReasonThatTellsIt(String userId, String price) {
        JsonNode answer = preview(userId, "{'product': 'GTX Pro', 'price': " + price + "}");

        assertThat(asked(answer)).contains("finance");
        assertThat(answer.toString())
                .contains("The price needs the agreement of the role finance")
                .doesNotContainIgnoringCase("floor")
                .doesNotContainIgnoringCase("margin");
    }

    @Test
    void aSuperiorMayNotStateAMarginEither() {
        assertThat(web.program("melvin-marxen")
                        .post("/api/approvals/preview", "{\"discount\": 0.1, \"margin\": 0.5}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoMayKnowTheCostReadsTheReason() {
        assertThat(preview("director", "{'product': 'GTX Pro', 'price': 2800, 'requester': 'darcel-schlecht'}")
                        .toString())
                .contains("below the floor price", "the margin is too low");
    }

    @Test
    void withoutALoginNothingIsTold() {
        assertThat(web.nobody()
                        .post("/api/approvals/preview", "{\"discount\": 0.1}")
                        .statusCode())
                .isIn(401, 403);
        assertThat(web.nobody().get("/api/approvals").statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsOpenIsListedForThoseItConcernsOnly() throws Exception {
        long id = approvals.open(discountOf("0.12").build());

        assertThat(listed("melvin-marxen", id)).containsExactly("to-decide");
        assertThat(listed("darcel-schlecht", id)).containsExactly("requested");
        assertThat(listed("cara-losch", id)).isEmpty();
        assertThat(listed("director", id)).isEmpty();
        assertThat(web.program("director").get("/api/approvals?state=closed").statusCode())
                .isEqualTo(422);
    }

    private List<String> listed(String userId, long id) throws Exception {
        List<String> mine = new ArrayList<>();
        for (JsonNode approval : json.readTree(
                web.program(userId).get("/api/approvals?state=open").body())) {
            if (approval.get("id").longValue() == id) {
                mine.add(approval.get("mine").textValue());
            }
        }
        return mine;
    }

    private JsonNode preview(String userId, String body) {
        HttpResponse<String> answer = web.program(userId).post("/api/approvals/preview", body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return json.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String asked(JsonNode plan) {
        List<String> asked = new ArrayList<>();
        plan.get("steps").forEach(step -> step.get("approvers")
                .forEach(approver -> asked.add(approver.get("userId").textValue())));
        return String.join(" ", asked);
    }
}
