package io.tradewind.credit;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCreditReviews implements CreditReviews {

    /** The index on open reviews decides who comes first; the other waits and opens none. */
    private static final String OPEN =
            """
            INSERT INTO credit_review (number, customer_id, opened_at)
            SELECT 'CR-' || :year || '-' || lpad(nextval('credit_review_number')::text, 6, '0'), :customerId, :now
            ON CONFLICT (customer_id) WHERE closed_at IS NULL DO NOTHING
            RETURNING number
            """;

    private static final String DUE =
            """
            SELECT l.customer_id
              FROM (SELECT DISTINCT customer_id FROM credit_check_log
                     UNION SELECT customer_id FROM credit_account WHERE next_review IS NOT NULL) l
              LEFT JOIN credit_account a ON a.customer_id = l.customer_id
             WHERE (a.next_review IS NULL OR a.next_review <= :today)
               AND NOT EXISTS (SELECT 1 FROM credit_review r WHERE r.customer_id = l.customer_id AND r.closed_at IS NULL)
             ORDER BY a.next_review NULLS LAST, l.customer_id
             LIMIT :most
            """;

    private static final String CLOSE =
            """
            UPDATE credit_review
               SET closed_at = :now, rating = :rating, customer_class = :class, credit_limit = :limit,
                   payment_days = :paymentDays, next_review = :nextReview, why = :why, decided_by = :user
             WHERE number = :number AND closed_at IS NULL
            """;

    private static final String WRITE_CARD =
            """
            INSERT INTO credit_account (customer_id, payment_days, next_review)
            VALUES (:customerId, :paymentDays, :nextReview)
            ON CONFLICT (customer_id) DO UPDATE
               SET payment_days = excluded.payment_days, next_review = excluded.next_review,
                   version = credit_account.version + 1
            """;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final CreditAccounts accounts;
    private final ExposureSheets sheets;
    private final ObjectProvider<ExposureSource> sources;
    private final DecisionTables decisions;
    private final Approvals approvals;
    private final ObjectProvider<CreditReviewProcess> process;
    private final CreditHistory history;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final Clock clock;
    private final String currency;

    JdbcCreditReviews(
            JdbcClient jdbc,
            Customers customers,
            CreditAccounts accounts,
            ExposureSheets sheets,
            ObjectProvider<ExposureSource> sources,
            DecisionTables decisions,
            Approvals approvals,
            ObjectProvider<CreditReviewProcess> process,
            CreditHistory history,
            WorkingTime workingTime,
            Acting acting,
            Clock clock,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.accounts = accounts;
        this.sheets = sheets;
        this.sources = sources;
        this.decisions = decisions;
        this.approvals = approvals;
        this.process = process;
        this.history = history;
        this.workingTime = workingTime;
        this.acting = acting;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public int openDue(int most) {
        List<Long> due = jdbc.sql(DUE)
                .param("today", workingTime.today())
                .param("most", most)
                .query(Long.class)
                .list();
        return (int) due.stream().filter(this::openNow).count();
    }

    @Override
    public boolean openNow(long customerId) {
        List<String> number = jdbc.sql(OPEN)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("customerId", customers.get(customerId).id())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
        number.forEach(opened -> process.getObject().start(opened, customerId));
        return !number.isEmpty();
    }

    @Override
    public Facts facts(long customerId) {
        List<Long> group = customers.group(customerId);
        return new Facts(
                sheets.sheet(customerId, "credit review", BigDecimal.ZERO, currency),
                customers.get(customerId).customerClass(),
                sources.stream()
                        .map(source ->
                                source.invoicedSince(group, workingTime.today().minusYears(1)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Override
    public BigDecimal proposedLimit(long customerId, String customerClass) {
        return accounts.hasOwnLimit(customerId)
                ? accounts.limit(customerId)
                : decisions
                        .first("credit-limit", Map.of("customerClass", customerClass))
                        .map(row -> new BigDecimal(row.get("limit").toString()))
                        .orElse(BigDecimal.ZERO);
    }

    @Override
    public long requestLimit(
            String reviewNumber, long customerId, BigDecimal limit, @Nullable String why, String requester) {
        Facts facts = facts(customerId);
        List<ShownFact> shown = new ArrayList<>();
        shown.add(new ShownFact("Reason", why == null ? "" : why));
        shown.add(new ShownFact("Wanted limit", Shown.money(limit)));
        SheetLines.of(facts.sheet()).forEach(line -> shown.add(new ShownFact(line.label(), line.value())));
        shown.add(new ShownFact("Invoiced in a year", Shown.money(facts.revenue())));
        return approvals.open(new ApprovalRequest(
                "credit-limit",
                reviewNumber,
                1,
                requester,
                "Credit limit of " + facts.sheet().customerName() + ", " + reviewNumber,
                Map.of(Measures.AMOUNT, limit),
                Map.of("customerClass", List.of(facts.customerClass())),
                shown,
                customerId,
                currency,
                null));
    }

    @Override
    public void close(String reviewNumber, long customerId, Result result) {
        java.time.LocalDate next = workingTime.today().plusMonths(result.reviewMonths());
        int closed = jdbc.sql(CLOSE)
                .param("number", reviewNumber)
                .param("now", Timestamp.from(clock.instant()))
                .param("rating", result.rating())
                .param("class", result.customerClass())
                .param("limit", result.limit())
                .param("paymentDays", result.paymentDays())
                .param("nextReview", next)
                .param("why", result.why())
                .param("user", acting.user().orElse("system"))
                .update();
        if (closed == 0) {
            return;
        }
        String was = card(customerId);
        jdbc.sql(WRITE_CARD)
                .param("customerId", customerId)
                .param("paymentDays", result.paymentDays())
                .param("nextReview", next)
                .update();
        customers.classify(customerId, result.customerClass());
        if (result.limit().compareTo(accounts.limit(customerId)) != 0) {
            accounts.setLimit(customerId, result.limit(), reviewNumber + ": " + result.why());
        }
        history.write(
                customerId,
                "review",
                was,
                card(customerId) + ", rating " + result.rating(),
                reviewNumber + ": " + result.why());
    }

    private String card(long customerId) {
        return "class " + customers.get(customerId).customerClass() + ", limit "
                + Shown.money(accounts.limit(customerId)) + ", "
                + jdbc.sql(
                                """
                                SELECT coalesce(payment_days::text, '?') || ' days to pay, next review '
                                       || coalesce(next_review::text, 'not set')
                                  FROM credit_account WHERE customer_id = :id
                                """)
                        .param("id", customerId)
                        .query(String.class)
                        .optional()
                        .orElse("not reviewed yet");
    }
}
