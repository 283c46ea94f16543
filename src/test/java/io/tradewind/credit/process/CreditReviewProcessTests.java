package io.tradewind.credit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.collection.IssuedInvoices;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditHold;
import io.tradewind.credit.CreditReviews;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.DecisionTables;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CreditReviewProcessTests {

    @Autowired
    private CreditReviews reviews;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private Customers customers;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    private long customer;

    @BeforeEach
    void aCustomer() {
        customer = customers
                .register(NewCustomer.named("Review Test " + UUID.randomUUID()))
                .id();
    }

    @Test
    void withNothingUnusualTheCardIsWrittenWithoutAnybody() {
        String review = open();

        steps.runAllJobs(review);

        assertThat(steps.trace(review))
                .containsSubsequence(
                        "renew-report",
                        "gather-facts",
                        "rate-customer",
                        "classify-customer",
                        "propose-limit",
                        "route-review",
                        "write-card",
                        "reviewed");
        assertThat(card("payment_days || ' ' || (next_review - current_date > 300)"))
                .isEqualTo("30 true");
        assertThat(changes()).containsExactly("review");
    }

    @Test
    void whoOwesMoreThanTheLimitRightNowIsJudgedByAPerson() {
        IssuedInvoices issued = new IssuedInvoices(jdbc);
        issued.issue(
                issued.newOrder(customer), customer, "500.00", LocalDate.now().plusDays(20));
        accounts.setLimit(customer, new BigDecimal("499.99"));
        String review = open();

        steps.runAllJobs(review);

        assertThat(steps.task(review, "judge-review")).isNotNull();
        assertThat(runtime.createVariableInstanceQuery()
                        .variableName("routeWhy")
                        .list())
                .anySatisfy(why -> assertThat(why.getValue()).isEqualTo("The customer is over its limit now"));
    }

    @Test
    void whoseTheLimitIsIsSaid() {
        long head = customer;
        long member = customers
                .register(NewCustomer.named("Member " + UUID.randomUUID()))
                .id();
        jdbc.sql("UPDATE customer SET parent_id = :head WHERE id = :member")
                .param("head", head)
                .param("member", member)
                .update();
        assertThat(accounts.limitFrom(member)).isEqualTo("class");
        accounts.setLimit(head, new BigDecimal("70000"));
        assertThat(accounts.limitFrom(member)).isEqualTo("group");
        accounts.setLimit(member, new BigDecimal("60000"));
        assertThat(accounts.limitFrom(member)).isEqualTo("own");
        assertThat(web.browser("finance").get("/credit/" + member).body()).contains("own.");
    }

    @Test
    void aHigherLimitWithinItsOwnAuthorityFinanceGivesAlone() {
        String review = unusual();

        judge(review, "60000");
        steps.runAllJobs(review);

        assertThat(steps.ended(review)).isTrue();
        assertThat(accounts.limit(customer)).isEqualByComparingTo("60000");
        assertThat(changes()).contains("limit", "review");
    }

    @Test
    void beyondItTheGeneralManagerDecidesAndANoComesBack() {
        String review = unusual();

        judge(review, "150000");
        steps.runAllJobs(review);
        assertThat(accounts.limit(customer)).isEqualByComparingTo("25000");
        steps.complete(
                review, "decide-request", "gm", Map.of("decision", "reject", "comment", "Not so much for them."));
        steps.runAllJobs(review);
        judge(review, "90000");
        steps.runAllJobs(review);

        assertThat(steps.ended(review)).isTrue();
        assertThat(accounts.limit(customer)).isEqualByComparingTo("90000");
    }

    @Test
    void twoNodesOpenOneReview() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> node = () -> reviews.openNow(customer);
            List<Future<Boolean>> answers = nodes.invokeAll(List.of(node, node, node, node));
            int opened = 0;
            for (Future<Boolean> answer : answers) {
                opened += answer.get() ? 1 : 0;
            }
            assertThat(opened).isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void whoseDayHasComeIsDue() {
        jdbc.sql("INSERT INTO credit_account (customer_id, next_review) VALUES (:id, date '2020-01-01')")
                .param("id", customer)
                .update();

        assertThat(reviews.openDue(1)).isEqualTo(1);

        assertThat(jdbc.sql("SELECT count(*) FROM credit_review WHERE customer_id = :id")
                        .param("id", customer)
                        .query(Long.class)
                        .single())
                .as("the one that has waited longest comes first")
                .isEqualTo(1);
    }

    @Test
    void financeChangesOnThePageWhatOthersOnlyReadOrDoNotSee() {
        String page = "/credit/" + customer;
        assertThat(web.browser("melvin-marxen").get("/credit").statusCode()).isEqualTo(404);
        assertThat(web.browser("darcel-schlecht").get(page).statusCode()).isEqualTo(404);
        assertThat(web.browser("director").get(page).body())
                .contains("Exposure sheet")
                .doesNotContain("Set limit");
        Web.Client finance = web.browser("finance");
        assertThat(finance.get("/credit?q=Review").body()).contains("Review Test");
        assertThat(finance.get(page).body()).contains("the default of its class.", "href=\"/receivables\"");
        String token = Web.hiddenToken(finance.get(page).body());

        assertThat(finance.submit(page + "/limit", Map.of("limit", "40000", "why", "pays well", "_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        assertThat(accounts.limit(customer)).isEqualByComparingTo("40000");
        for (Map<String, String> wrong : List.of(
                Map.of("limit", "100000.01", "why", "pays well", "_csrf", token),
                Map.of("limit", "-1", "why", "pays well", "_csrf", token),
                Map.of("limit", "much", "why", "pays well", "_csrf", token),
                Map.of("limit", "30000", "why", " ", "_csrf", token))) {
            assertThat(finance.submit(page + "/limit", wrong).statusCode()).isEqualTo(422);
        }
        assertThat(accounts.limit(customer)).isEqualByComparingTo("40000");
        finance.submit(page + "/hold", Map.of("why", "disputes all", "_csrf", token));
        assertThat(accounts.onHold(customer)).isTrue();
        assertThat(finance.get(page).body()).contains("set by Fiona Hale", "<td>Fiona Hale</td>");
        assertThat(finance.get(page).body())
                .contains("Hold of finance, set by Fiona Hale", "disputes all", "/receivables?customer=" + customer);
        accounts.hold(customer, CreditHold.Holder.DUNNING, "overdue for months");
        finance.submit(page + "/lift", Map.of("holder", "DUNNING", "_csrf", token));
        assertThat(accounts.onHold(customer)).isTrue();
        finance.submit(page + "/lift", Map.of("_csrf", token));
        assertThat(accounts.onHold(customer)).isFalse();
        assertThat(finance.get(page).body()).contains("pays well", "disputes all");
    }

    @ParameterizedTest
    @CsvSource({
        // revenue, rating, class now, class, months, days
        "999999,D,A,C,3,0",
        "200000,A,C,A,12,60",
        "200000,B,C,A,12,60",
        "199999,B,C,B,12,45",
        "50000,A,C,B,12,45",
        "200000,C,A,B,6,30",
        "50000,C,C,B,6,30",
        "49999,A,A,C,12,30",
        "0,C,A,A,6,30",
        "0,B,B,B,6,30",
        "0,A,C,C,12,30",
        "1,A,A,C,12,30",
    })
    void classFollowsValueAndBehaviour(
            int revenue, String rating, String now, String customerClass, String months, String days) {
        assertThat(tables.first(
                        "customer-class", Map.of("revenue", (double) revenue, "rating", rating, "currentClass", now)))
                .hasValueSatisfying(row -> assertThat(Stream.of("customerClass", "reviewMonths", "paymentDays")
                                .map(column -> row.get(column).toString()))
                        .containsExactly(customerClass, months, days));
    }

    @ParameterizedTest
    @CsvSource({
        "same,A,false,0,false,write",
        "same,C,false,0,false,write",
        "same,A,true,0,false,person",
        "same,D,false,0,false,person",
        "higher,A,false,0,false,person",
        "lower,A,false,0,false,person",
        "same,A,false,1,false,person",
        "same,A,false,0,true,person",
        "same,A,false,0,,person",
        ",A,false,0,false,person",
    })
    void whatIsUnusualAPersonJudges(
            String change, String rating, boolean onHold, int overdue, Boolean overLimit, String route) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("limitChange", change);
        facts.put("rating", rating);
        facts.put("onHold", onHold);
        facts.put("overdueDays", overdue);
        facts.put("overLimitNow", overLimit);
        assertThat(tables.first("credit-review-route", facts))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("reviewRoute", route));
    }

    private String unusual() {
        accounts.hold(customer, "disputes everything");
        String review = open();
        steps.runAllJobs(review);
        return review;
    }

    private void judge(String review, String limit) {
        steps.complete(
                review,
                "judge-review",
                "finance",
                Map.of("reviewAnswer", "other", "otherLimit", limit, "reviewReason", "They have grown and pay well."));
    }

    private String open() {
        assertThat(reviews.openNow(customer)).isTrue();
        String number = jdbc.sql("SELECT number FROM credit_review WHERE customer_id = :id AND closed_at IS NULL")
                .param("id", customer)
                .query(String.class)
                .single();
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, "credit-review")
                .singleResult()
                .getId();
    }

    private String card(String what) {
        return jdbc.sql("SELECT " + what + " FROM credit_account WHERE customer_id = :id")
                .param("id", customer)
                .query(String.class)
                .single();
    }

    private List<String> changes() {
        return jdbc.sql("SELECT what FROM credit_account_change WHERE customer_id = :id ORDER BY id")
                .param("id", customer)
                .query(String.class)
                .list();
    }
}
