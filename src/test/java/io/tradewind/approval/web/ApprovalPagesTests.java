package io.tradewind.approval.web;

import static io.tradewind.approval.ApprovalFixtures.creditReleaseOf;
import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.approval.Answer;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page and the API of approvals, as the people and programs that use them. */
@TradewindTest
class ApprovalPagesTests {

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalDesk desk;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private Customers customers;

    @Autowired
    private Deals deals;

    @Autowired
    private ObjectMapper json;

    @Test
    void everybodySeesWhatWaitsForThemAndWhatTheyAskedFor() {
        long id = ask(discountOf("0.12"));

        Document approver = page(web.browser("melvin-marxen"), "/approvals");
        Document requester = page(web.browser("darcel-schlecht"), "/approvals");
        Document other = page(web.browser("moses-frase"), "/approvals");

        assertThat(approver.select("input[name=id]").eachAttr("value")).contains(String.valueOf(id));
        assertThat(requester.select("a[href=/approvals/" + id + "]")).isNotEmpty();
        assertThat(requester.select("input[name=id]").eachAttr("value")).doesNotContain(String.valueOf(id));
        assertThat(other.select("a[href=/approvals/" + id + "]")).isEmpty();
        assertThat(approver.select("script:not([src]), style, [style]")).isEmpty();
        assertThat(page(web.browser("melvin-marxen"), "/").select("a[href=/approvals]"))
                .isNotEmpty();
    }

    @Test
    void severalAreApprovedAtOnceAndEachIsRecordedOnItsOwn() {
        List<Long> ids = List.of(ask(discountOf("0.12")), ask(discountOf("0.13")), ask(discountOf("0.14")));

        Document answer = submit(web.browser("melvin-marxen"), ids, "approve", "Quarter end");

        assertThat(answer.select(".tw-outcomes li")).hasSize(3);
        assertThat(answer.select(".tw-outcomes .tw-failed")).isEmpty();
        for (long id : ids) {
            assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.APPROVED);
            assertThat(approvals.get(id).decisions())
                    .extracting(ApprovalDecision::decidedBy, ApprovalDecision::comment)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("melvin-marxen", "Quarter end"));
        }
    }

    @Test
    void whatFailsIsToldInItsRowAndStopsNoOther() {
        long answered = ask(discountOf("0.12"));
        steps.as("melvin-marxen", () -> desk.answer(answered, Answer.REJECT, "No"));
        long good = ask(discountOf("0.12"));
        long otherKind = ask(creditReleaseOf("49000"));
        long notMine = ask(discountOf("0.12").by("moses-frase"));
        long alsoGood = ask(discountOf("0.12"));

        Document answer = submit(
                web.browser("melvin-marxen"),
                List.of(answered, good, otherKind, notMine, 987654321L, alsoGood),
                "approve",
                "");

        List<String> rows = answer.select(".tw-outcomes li").eachText();
        assertThat(rows.get(0)).contains("already answered by Melvin Marxen: rejected");
        assertThat(rows.get(1)).endsWith("answered.");
        assertThat(rows.get(2)).contains("of another kind");
        assertThat(rows.get(3)).contains("There is no approval number " + notMine);
        assertThat(rows.get(4)).contains("There is no approval number 987654321");
        assertThat(rows.get(5)).endsWith("answered.");
        assertThat(approvals.get(good).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(approvals.get(alsoGood).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(approvals.get(notMine).state()).isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void rejectingSeveralNeedsACommentAndNothingTickedIsSaid() {
        long id = ask(discountOf("0.12"));
        Web.Client browser = web.browser("melvin-marxen");

        assertThat(submit(browser, List.of(id), "reject", " ")
                        .select(".tw-failed")
                        .text())
                .contains("why you reject it");
        assertThat(submit(browser, List.of(), "approve", "").select(".tw-error").text())
                .contains("Tick at least one");
        assertThat(submit(browser, List.of(id), "send-back", "x")
                        .select(".tw-error")
                        .text())
                .contains("one by one");
        assertThat(approvals.get(id).decisions()).isEmpty();
    }

    @Test
    void withoutTheTokenOfThePageNothingHappens() {
        long id = ask(discountOf("0.12"));

        HttpResponse<String> forged = web.browser("melvin-marxen")
                .submit("/approvals", Map.of("id", String.valueOf(id), "decision", "approve"));

        assertThat(forged.statusCode()).isNotEqualTo(200);
        assertThat(approvals.get(id).decisions()).isEmpty();
    }

    @Test
    void thePageOfARequestOffersWhatIsPossible() {
        long id = ask(discountOf("0.12").measure("belowFloor", "1"));

        assertThat(forms("darcel-schlecht", id)).containsExactly("recall");
        assertThat(forms("finance", id)).containsExactly("answer", "hand-on");
        act("finance", id, "answer", Map.of("decision", "approve"));
        assertThat(forms("finance", id)).containsExactly("take-back");
        act("melvin-marxen", id, "answer", Map.of("decision", "reject", "comment", "No <b>way</b>"));
        assertThat(forms("finance", id)).isEmpty();
        Document done = page(web.browser("darcel-schlecht"), "/approvals/" + id);
        assertThat(done.text())
                .contains("rejected", "No <b>way</b>", "It cannot be recalled any more; write a new version instead.");
    }

    @Test
    void theQuotationLeadsToItsDealForWhomThatOpens() {
        long customer = customers
                .register(NewCustomer.named("Quay " + UUID.randomUUID()))
                .id();
        String deal = deals.open(new NewDeal(null, "darcel-schlecht", customer, null, null, null, null))
                .number();
        long id = ask(discountOf("0.12").measure("belowFloor", "1").fact("Quotation", deal + ", version 1"));
        String link = "dd a[href=/board/deals/" + deal + "]";

        assertThat(page(web.browser("darcel-schlecht"), "/approvals/" + id)
                        .select(link)
                        .text())
                .isEqualTo(deal + ", version 1");
        assertThat(page(web.browser("melvin-marxen"), "/approvals/" + id).select(link))
                .hasSize(1);
        long none = ask(discountOf("0.12").fact("Quotation", "D-1999-999999, version 1"));
        assertThat(page(web.browser("melvin-marxen"), "/approvals/" + none).select("dd a"))
                .isEmpty();
    }

    @Test
    void everyActWorksFromThePageAndARefusalIsShownThere() {
        long id = ask(discountOf("0.12"));

        assertThat(act("melvin-marxen", id, "signer-before", Map.of("user", "legal", "comment", "Clause?"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(act("legal", id, "hand-on", Map.of("user", "moses-frase", "comment", "You"))
                        .body())
                .contains("may not decide this");
        assertThat(act("legal", id, "answer", Map.of("decision", "approve")).statusCode())
                .isEqualTo(302);
        assertThat(act("darcel-schlecht", id, "recall", Map.of()).statusCode()).isEqualTo(302);
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.RECALLED);
        HttpResponse<String> late = act("melvin-marxen", id, "answer", Map.of("decision", "approve"));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("has recalled this request");
    }

    @Test
    void whomItDoesNotConcernItDoesNotExistFor() {
        long id = ask(discountOf("0.12"));

        assertThat(web.program("moses-frase").get("/api/approvals/" + id).statusCode())
                .isEqualTo(404);
        assertThat(web.program("moses-frase")
                        .post("/api/approvals/" + id + "/recall", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.program("moses-frase").get("/api/approvals/987654321").statusCode())
                .isEqualTo(404);
        assertThat(web.program("auditor").get("/api/approvals/" + id).statusCode())
                .isEqualTo(200);
        assertThat(web.nobody().get("/api/approvals/" + id).statusCode()).isEqualTo(401);
    }

    @Test
    void theReasonStandsOnceOnThePage() {
        long id = ask(discountOf("0.12"));

        for (String reader : List.of("darcel-schlecht", "melvin-marxen")) {
            assertThat(Jsoup.parse(web.browser(reader).get("/approvals/" + id).body())
                            .select("h2:contains(Who is asked) ~ p, h2:contains(Who is asked) ~ ol")
                            .text())
                    .as(reader)
                    .contains("Beyond the authority of Darcel Schlecht (sales rep). ")
                    .containsOnlyOnce("discount 12 % is above the limit of 5 %");
        }
    }

    @Test
    void whoAsksCannotTellFromTheWordsWhetherTheMarginWasTooLowAsWell() {
        long discount = ask(discountOf("0.08"));
        long both = ask(discountOf("0.12").measure("margin", "0.375"));
        long margin = ask(discountOf("0.01").measure("margin", "0.375"));

        assertThat(read("darcel-schlecht", both))
                .isEqualTo(read("darcel-schlecht", discount))
                .contains("Beyond what sales reps may decide: discount # % is above the limit of # %;");
        assertThat(shown("darcel-schlecht", both)).isEqualTo(shown("darcel-schlecht", discount));
        assertThat(read("darcel-schlecht", margin))
                .contains("Beyond what sales reps may decide: the price needs somebody else's agreement;")
                .doesNotContainIgnoringCase("margin");
        assertThat(read("melvin-marxen", both)).contains("is above the limit of # % and the margin is too low");
    }

    /** The API's answer without its numbers. */
    private String read(String userId, long id) {
        return withoutNumbers(web.program(userId).get("/api/approvals/" + id).body());
    }

    private String shown(String userId, long id) {
        return withoutNumbers(
                page(web.browser(userId), "/approvals/" + id).select("main").text());
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("\\d[\\d.:,TZ-]*", "#");
    }

    @Test
    void aProgramReadsAnswersRecallsAndTakesBack() throws Exception {
        long id = ask(discountOf("0.12").measure("belowFloor", "1"));

        HttpResponse<String> answered = web.program("finance")
                .post("/api/approvals/" + id + "/answer", "{\"decision\": \"approve\", \"comment\": \"Fine\"}");
        HttpResponse<String> back =
                web.program("finance").post("/api/approvals/" + id + "/take-back", "{\"comment\": \"Not fine\"}");
        HttpResponse<String> handed = web.program("melvin-marxen")
                .post("/api/approvals/" + id + "/hand-on", "{\"user\": \"director\", \"comment\": \"Yours\"}");
        HttpResponse<String> signer = web.program("director")
                .post(
                        "/api/approvals/" + id + "/signers",
                        "{\"user\": \"legal\", \"place\": \"after\", \"comment\": \"Clause\"}");
        HttpResponse<String> nowhere = web.program("director")
                .post("/api/approvals/" + id + "/signers", "{\"user\": \"legal\", \"place\": \"aside\"}");
        HttpResponse<String> recalled = web.program("darcel-schlecht").post("/api/approvals/" + id + "/recall", "");
        HttpResponse<String> again = web.program("darcel-schlecht").post("/api/approvals/" + id + "/recall", "{}");

        assertThat(List.of(answered, back, handed, signer))
                .extracting(HttpResponse::statusCode)
                .containsOnly(200);
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(json.readTree(nowhere.body()).get("field").textValue()).isEqualTo("place");
        JsonNode record = json.readTree(recalled.body());
        assertThat(record.get("state").textValue()).isEqualTo("recalled");
        assertThat(record.get("history").findValuesAsText("what"))
                .containsExactly(
                        "approved",
                        "took the answer back",
                        "handed the question on to Dana Reeves",
                        "asked Lee Garrison to sign afterwards",
                        "recalled the request");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("cannot be recalled any more");
    }

    @Test
    void aProgramAnswersSeveral() throws Exception {
        long one = ask(discountOf("0.12"));
        long other = ask(discountOf("0.12").by("moses-frase"));

        JsonNode results = json.readTree(web.program("melvin-marxen")
                .post(
                        "/api/approvals/answers",
                        "{\"ids\": [%d, %d, %d], \"decision\": \"approve\"}".formatted(one, other, one))
                .body());

        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("answered").booleanValue()).isTrue();
        assertThat(results.get(1).get("answered").booleanValue()).isFalse();
        for (String ids : List.of("null", "1" + ",1".repeat(100))) {
            var refused = web.program("melvin-marxen")
                    .post("/api/approvals/answers", "{\"ids\": [%s], \"decision\": \"approve\"}".formatted(ids));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        }
        assertThat(web.program("melvin-marxen")
                        .post("/api/approvals/answers", "{\"ids\": [\"x\"]}")
                        .statusCode())
                .isEqualTo(400);
    }

    private long ask(RequestBuilder request) {
        long id = approvals.open(request.build());
        processes.start("approval-chain", approvals.get(id).request().subject(), Map.of("approvalId", id));
        return id;
    }

    private static Document page(Web.Client browser, String path) {
        HttpResponse<String> answer = browser.get(path, "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static Document submit(Web.Client browser, List<Long> ids, String decision, String comment) {
        String token =
                Web.hiddenToken(browser.get("/approvals", "Accept", "text/html").body());
        if (token.contains("\n")) {
            token = token.substring(0, token.indexOf('\n'));
        }
        String body = Stream.concat(
                        ids.stream().map(id -> "id=" + id),
                        Stream.of(
                                "decision=" + decision,
                                "comment=" + URLEncoder.encode(comment, StandardCharsets.UTF_8),
                                "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return Jsoup.parse(browser.send("POST", "/approvals", "application/x-www-form-urlencoded", body)
                .body());
    }

    private List<String> forms(String userId, long id) {
        return page(web.browser(userId), "/approvals/" + id).select("main form").eachAttr("action").stream()
                .map(action -> action.substring(action.lastIndexOf('/') + 1))
                .toList();
    }

    private HttpResponse<String> act(String userId, long id, String act, Map<String, String> fields) {
        Web.Client browser = web.browser(userId);
        Map<String, String> all = new HashMap<>(fields);
        all.put(
                "_csrf",
                Web.hiddenToken(
                        browser.get("/approvals/" + id, "Accept", "text/html").body()));
        return browser.submit("/approvals/" + id + "/" + act, all);
    }
}
