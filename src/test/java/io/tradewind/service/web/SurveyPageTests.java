package io.tradewind.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.service.KnownLinks;
import io.tradewind.service.Survey;
import io.tradewind.service.SurveyRequest;
import io.tradewind.service.Surveys;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class SurveyPageTests {

    @Autowired
    private Surveys surveys;

    @Autowired
    private Customers customers;

    @Autowired
    private Web web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String order = "O-2026-" + UUID.randomUUID();
    private Customer customer;
    private String page;

    @BeforeEach
    void aSurveyWasSent() {
        customer = customers.register(NewCustomer.named("Survey & <b>Sons</b> " + UUID.randomUUID()));
        jdbc.sql(
                        """
                        WITH sold AS (
                          INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, currency,
                                                   payment_days, state, placed_on)
                          VALUES (:order, :order, 'D-2025-000001', :customer, 'darcel-schlecht', 0, 'USD', 30,
                                  'delivered', '2026-01-01'))
                        INSERT INTO order_line (order_number, position, product, product_name, quantity, amount)
                        VALUES (:order, 1, 'GTX-PRO', 'GTX Pro', 2, 0)
                        """)
                .param("order", order)
                .param("customer", customer.id())
                .update();
        surveys.send(SurveyRequest.aboutOrder(
                order,
                customer.id(),
                "darcel-schlecht",
                "Pat Jones",
                "pat." + UUID.randomUUID() + "@customer.example"));
        page = "/survey/" + KnownLinks.token(jdbc, order);
    }

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void itAsksWithoutLoginAndWithoutJavaScript() {
        HttpResponse<String> answer = web.nobody().get(page);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        Document document = Jsoup.parse(answer.body());
        assertThat(document.text()).contains(customer.name(), order, "2 × GTX Pro");
        assertThat(document.select("script, style, [style]")).isEmpty();
        assertThat(document.select("input[name=score]").eachAttr("value"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(web.nobody()
                        .get(document.select("link[rel=stylesheet]").attr("href"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerIsStoredOnceAndTheSecondOneTurnedAwayKindly() {
        HttpResponse<String> first = answer(Map.of("score", "9", "comment", "Très bien, спасибо, 谢谢"));
        HttpResponse<String> second = answer(Map.of("score", "1", "comment", "changed my mind"));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("Thank you");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Already answered");
        assertThat(web.nobody().get(page).statusCode()).isEqualTo(410);
        assertThat(survey().score()).isEqualTo(9);
        assertThat(survey().comment()).isEqualTo("Très bien, спасибо, 谢谢");
    }

    @Test
    void theReminderAndTheFirstMailAreAnsweredTogether() {
        String other = "/survey/" + KnownLinks.token(jdbc, order);
        answer(Map.of("score", "9"));

        assertThat(web.nobody().submit(other, Map.of("score", "2")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aMailScannerThatLooksAtEverythingChangesNothing() {
        for (int n = 0; n < 5; n++) {
            web.nobody().get(page, "User-Agent", "SafeLinks scanner");
            web.nobody().send("HEAD", page, null, null);
            web.nobody().get(page + "?score=0");
        }

        assertThat(survey().answeredAt()).isNull();
        assertThat(answer(Map.of("score", "10")).statusCode()).isEqualTo(200);
    }

    @Test
    void twoClicksAtOnceAreOneAnswer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Integer> click = () -> answer(Map.of("score", "3")).statusCode();
        List<Future<Integer>> clicks = threads.invokeAll(List.of(click, click, click, click));
        threads.shutdown();

        List<Integer> statuses = new java.util.ArrayList<>();
        for (Future<Integer> done : clicks) {
            statuses.add(done.get());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(jdbc.sql("SELECT count(*) FROM act_ru_execution WHERE business_key_ = :order AND parent_id_ IS NULL")
                        .param("order", order)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void after30DaysItSaysThatItHasEnded() {
        clock.forward(Duration.ofDays(30).plusMinutes(1));

        assertThat(web.nobody().get(page).statusCode()).isEqualTo(410);
        HttpResponse<String> late = answer(Map.of("score", "9"));
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("has ended");
        assertThat(survey().answeredAt()).isNull();
    }

    @Test
    void aForgedLinkLeadsNowhere() {
        String hash = jdbc.sql(
                        "SELECT token_hash FROM survey_link l JOIN survey s ON s.id = l.survey_id WHERE s.subject = :o")
                .param("o", order)
                .query(String.class)
                .list()
                .get(0);
        for (String forged :
                List.of("/survey/abc", page + "x", "/survey/" + hash, "/survey/" + "a".repeat(5000), "/survey/%00")) {
            HttpResponse<String> look = web.nobody().get(forged);
            assertThat(look.statusCode()).as(forged).isIn(400, 404);
            HttpResponse<String> answer = web.nobody().submit(forged, Map.of("score", "9"));
            assertThat(answer.statusCode()).as(forged).isIn(400, 404);
        }
        assertThat(web.nobody().get("/survey/abc").body()).contains("leads nowhere");
        assertThat(survey().answeredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11", "-1", "9.5", "nine", "99999999999999999999"})
    void aScoreIsAWholeNumberFrom0To10(String score) {
        HttpResponse<String> answer = answer(Map.of("score", score, "comment", "I <b>wrote</b> much"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("choose a number from 0 to 10", "I &lt;b&gt;wrote&lt;/b&gt; much");
        assertThat(survey().answeredAt()).isNull();
    }

    @Test
    void aMegabyteOfTextIsRefusedWithTheFormStillThere() {
        HttpResponse<String> answer = answer(Map.of("score", "5", "comment", "x".repeat(1_000_000)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("shorten your text").hasSizeLessThan(20_000);
        assertThat(Jsoup.parse(answer.body())
                        .select("input[name=score][checked]")
                        .attr("value"))
                .isEqualTo("5");
        assertThat(survey().answeredAt()).isNull();
        assertThat(answer(Map.of("score", "5", "comment", "x".repeat(4_000))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoDoesNotWantToBeAskedSaysSoWithOneButton() {
        String email = survey().contactEmail();
        HttpResponse<String> question = web.nobody().get(page + "/unsubscribe");
        assertThat(question.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(question.body()).select("script")).isEmpty();
        assertThat(question.body()).contains("No more surveys?", email);
        assertThat(surveys.isUnsubscribed(email)).as("looking changes nothing").isFalse();

        assertThat(web.nobody().submit(page + "/unsubscribe", Map.of()).body()).contains("You are not asked again");
        assertThat(web.nobody().submit(page + "/unsubscribe", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(surveys.isUnsubscribed(" " + email.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        String next = "O-2026-" + UUID.randomUUID();
        assertThat(surveys.send(SurveyRequest.aboutOrder(next, customer.id(), "darcel-schlecht", null, email)))
                .isEmpty();
        assertThat(web.nobody().get(page).statusCode()).as("may still answer").isEqualTo(200);

        web.nobody().submit(page + "/subscribe", Map.of());
        assertThat(surveys.isUnsubscribed(email)).isFalse();
        assertThat(surveys.send(SurveyRequest.aboutOrder(next, customer.id(), "darcel-schlecht", null, email)))
                .isPresent();
    }

    @Test
    void theButtonOfAMailProgramUnsubscribesAtOnceWithoutCookies() {
        String email = survey().contactEmail();

        assertThat(web.nobody()
                        .submit(page + "/unsubscribe", Map.of("List-Unsubscribe", "One-Click"))
                        .statusCode())
                .as("RFC 8058: no redirect, no question")
                .isEqualTo(200);

        assertThat(surveys.isUnsubscribed(email)).isTrue();
    }

    @Test
    void anOldLinkStillUnsubscribesAndAForgedOneDoesNot() {
        String email = survey().contactEmail();
        answer(Map.of("score", "9"));
        clock.forward(Duration.ofDays(400));

        assertThat(web.nobody().submit(page + "x/unsubscribe", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(web.nobody().get("/survey/abc/unsubscribe").body()).contains("leads nowhere");
        assertThat(surveys.isUnsubscribed(email)).isFalse();
        assertThat(web.nobody().submit(page + "/unsubscribe", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(surveys.isUnsubscribed(email)).isTrue();
    }

    @Test
    void whatNoDatabaseKeepsIsRefusedAndTheLinkStillWorks() {
        assertThat(answer(Map.of("score", "5", "comment", "a\u0000b")).statusCode())
                .isEqualTo(422);
        assertThat(survey().answeredAt()).isNull();

        assertThat(answer(Map.of("score", "5", "comment", "b\r\nc")).statusCode())
                .isEqualTo(200);
        assertThat(survey().comment()).isEqualTo("b\nc");
    }

    private HttpResponse<String> answer(Map<String, String> fields) {
        return web.nobody().submit(page, fields);
    }

    private Survey survey() {
        return surveys.about(order).orElseThrow();
    }
}
