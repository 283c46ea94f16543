package io.tradewind.approval.web;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.Answer;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deciding with the link in a mail: one person, one question, one version, once. */
@TradewindTest
class DecisionPageTests {

    private static final Pattern LINK = Pattern.compile("(/decide/[A-Za-z0-9_-]+)");

    @Autowired
    private Approvals approvals;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    @Autowired
    private MutableClock clock;

    private long approvalId;
    private String chain = "";

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void itShowsFactsRuleAndThreeAnswersWithoutLoginAndWithoutJavaScript() {
        ask(discountOf("0.12"));

        HttpResponse<String> answer = web.nobody().get(link("melvin-marxen"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        Document page = Jsoup.parse(answer.body());
        assertThat(page.text())
                .contains("Darcel Schlecht", "Melvin Marxen", "Acme Corporation", "limit of 5 %", "Nobody else");
        assertThat(page.select("script:not([src]), style, [style]")).isEmpty();
        assertThat(page.select("meta[name=viewport]")).hasSize(1);
        assertThat(page.select("button[name=decision]").eachAttr("value"))
                .containsExactly("approve", "send-back", "reject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "send-back"})
    void aButtonDecidesAsThePersonAskedAndMovesTheProcess(String decision) {
        ask(discountOf("0.12"));

        HttpResponse<String> answer =
                web.nobody().submit(link("melvin-marxen"), Map.of("decision", decision, "comment", "Très bien, 谢谢"));
        steps.runAllJobs(chain);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("thank you");
        assertThat(approvals.get(approvalId).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy, ApprovalDecision::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("melvin-marxen", "melvin-marxen", Answer.of(decision)));
        assertThat(approvals.get(approvalId).decisions().get(0).comment()).isEqualTo("Très bien, 谢谢");
        assertThat(steps.ended(chain)).isTrue();
    }

    @Test
    void aMailScannerThatOpensEverythingChangesNothing() {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");

        for (int n = 0; n < 5; n++) {
            web.nobody().get(link, "User-Agent", "SafeLinks scanner");
            web.nobody().send("HEAD", link, null, null);
            web.nobody().send("OPTIONS", link, null, null);
            web.nobody().get(link + "?decision=reject&comment=scanned");
        }

        assertThat(approvals.get(approvalId).decisions()).isEmpty();
        assertThat(web.nobody().submit(link, Map.of("decision", "approve")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecondPostIsTurnedAwayKindly() {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");
        web.nobody().submit(link, Map.of("decision", "approve"));

        HttpResponse<String> second = web.nobody().submit(link, Map.of("decision", "reject", "comment", "No"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("already", "Melvin Marxen has approved");
        assertThat(web.nobody().get(link).statusCode()).isEqualTo(410);
        assertThat(approvals.get(approvalId).decisions()).hasSize(1);
    }

    @Test
    void ofManyClicksAtOnceOneDecides() throws Exception {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");
        ExecutorService clicks = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> click = () ->
                    web.nobody().submit(link, Map.of("decision", "approve")).statusCode();
            List<Integer> answers = new java.util.ArrayList<>();
            for (Future<Integer> answer : clicks.invokeAll(List.of(click, click, click, click))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        } finally {
            clicks.shutdownNow();
        }
        assertThat(approvals.get(approvalId).decisions()).hasSize(1);
    }

    @Test
    void onlyTheHashIsStored() {
        ask(discountOf("0.12"));
        String token = link("melvin-marxen").substring("/decide/".length());

        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(jdbc.sql("SELECT to_jsonb(l)::text FROM approval_link l WHERE approval_id = :id")
                        .param("id", approvalId)
                        .query(String.class)
                        .list())
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).doesNotContain(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789012345678901234567890123456789012", "%00", "..%2f..%2fetc"})
    void aForgedLinkLeadsNowhere(String token) {
        String link = "/decide/" + token;

        assertThat(web.nobody().get(link, "Accept", "text/html").statusCode()).isBetween(400, 404);
        assertThat(web.nobody().submit(link, Map.of("decision", "approve")).statusCode())
                .isBetween(400, 404);
    }

    @Test
    void aChangedLetterLeadsNowhere() {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");
        char last = link.charAt(link.length() - 1);
        String forged = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');

        HttpResponse<String> answer = web.nobody().submit(forged, Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("We do not know this link").doesNotContain("Acme");
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
    }

    @Test
    void afterSevenDaysTheLinkIsDeadAndTheQuestionOpen() {
        ask(discountOf("0.12"));
        clock.forward(Duration.ofDays(7).plusSeconds(1));

        HttpResponse<String> answer = web.nobody().submit(link("melvin-marxen"), Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("valid for 7 days", "answer it in your task list");
        assertThat(approvals.get(approvalId).state()).isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void aNewRequestForTheSameVersionKillsTheLink() {
        ask(discountOf("0.12").about("D-1997-000001 v1"));
        String link = link("melvin-marxen");
        ask(discountOf("0.10").about("D-1997-000001 v1"));

        HttpResponse<String> answer = web.nobody().submit(link, Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("newer version");
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
    }

    @Test
    void aNewerRevisionOfTheDocumentKillsTheLinkAndShowsWhatChanged() {
        ask(discountOf("0.12").about("D-1997-000002 v1"));
        String old = link("melvin-marxen");
        ask(discountOf("0.14").about("D-1997-000002 v2").revision(2).fact("Discount", "14 %"));

        assertThat(web.nobody().submit(old, Map.of("decision", "approve")).body())
                .contains("newer version");
        Document page = Jsoup.parse(web.nobody().get(link("melvin-marxen")).body());
        assertThat(page.text()).contains("What changed since the last version", "D-1997-000002 v1");
        assertThat(page.select("del").eachText()).containsExactly("12 %");
        assertThat(page.select("ins").eachText()).containsExactly("14 %");
    }

    @Test
    void afterTheTaskWasHandedToSomebodyElseTheLinkIsDead() {
        ask(discountOf("0.12"));
        Task task = steps.task(chain, "decide-request");
        acting.asSystem(() -> tasks.setAssignee(task.getId(), "director"));

        HttpResponse<String> answer = web.nobody().submit(link("melvin-marxen"), Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("handed to Dana Reeves");
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
    }

    @Test
    void onceItIsDecidedByAnotherTheLinkSaysSo() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        web.nobody().submit(link("finance"), Map.of("decision", "reject", "comment", "Below cost"));

        HttpResponse<String> answer = web.nobody().submit(link("melvin-marxen"), Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("No answer is needed any more", "rejected");
    }

    @Test
    void withoutACommentOrAnAnswerItIsAskedAgainAndTheLinkStaysAlive() {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");

        HttpResponse<String> noReason = web.nobody().submit(link, Map.of("decision", "reject", "comment", " "));
        HttpResponse<String> noAnswer = web.nobody().submit(link, Map.of("comment", "<b>hm</b>"));
        HttpResponse<String> tooLong =
                web.nobody().submit(link, Map.of("decision", "approve", "comment", "x".repeat(2001)));

        assertThat(noReason.statusCode()).isEqualTo(422);
        assertThat(noReason.body()).contains("why you reject it");
        assertThat(noAnswer.statusCode()).isEqualTo(422);
        assertThat(noAnswer.body()).contains("&lt;b&gt;hm&lt;/b&gt;");
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
        assertThat(web.nobody().submit(link, Map.of("decision", "approve")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyWhoIsLoggedInDecidesWithSomebodyElsesLink() {
        ask(discountOf("0.12"));
        String link = link("melvin-marxen");
        Web.Client requester = web.browser("darcel-schlecht");

        HttpResponse<String> answer = requester.submit(link, Map.of("decision", "approve"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sent to Melvin Marxen, and you are logged in as Darcel Schlecht");
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
        assertThat(web.browser("melvin-marxen")
                        .submit(link, Map.of("decision", "approve"))
                        .statusCode())
                .isEqualTo(200);
    }

    private void ask(RequestBuilder request) {
        approvalId = approvals.open(request.build());
        chain = processes.start(
                "approval-chain", approvals.get(approvalId).request().subject(), Map.of("approvalId", approvalId));
    }

    /** As it stands in the mail, before it is sent. */
    private String link(String userId) {
        String text = jdbc.sql("SELECT text FROM mail WHERE cause = :cause")
                .param("cause", "approval-asked:" + approvalId + ":" + userId)
                .query(String.class)
                .single();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
