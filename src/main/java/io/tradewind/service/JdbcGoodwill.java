package io.tradewind.service;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import io.tradewind.service.Complaints.Cause;
import io.tradewind.service.Complaints.ComplaintRecord;
import io.tradewind.service.Complaints.Remedy;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcGoodwill implements Goodwill {

    private static final String WITHIN_AUTHORITY = "within-authority";

    private static final String OUTCOME =
            """
            UPDATE case_remedy SET goodwill_outcome = :outcome
             WHERE case_id = :id AND round = :round AND goodwill_amount > 0 AND goodwill_outcome IS NULL
            """;

    private static final String PROMISE =
            """
            INSERT INTO case_goodwill (case_id, round, amount, currency, kind, approval_id, promised_at)
            SELECT case_id, round, goodwill_amount, currency, goodwill_kind, approval_id, :at
              FROM case_remedy WHERE case_id = :id AND round = :round AND goodwill_amount > 0
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final ServiceCases cases;
    private final Complaints complaints;
    private final Customers customers;
    private final Approvals approvals;
    private final Clock clock;

    JdbcGoodwill(
            JdbcClient jdbc,
            ServiceCases cases,
            Complaints complaints,
            Customers customers,
            Approvals approvals,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.complaints = complaints;
        this.customers = customers;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public Request request(String number, String requester) {
        ServiceCase about = cases.get(number);
        ComplaintRecord record = complaints.record(number);
        Remedy remedy = record.latestRemedy().orElseThrow();
        if (remedy.goodwillKind() == null) {
            return new Request(null, false);
        }
        ApprovalRequest request = request(about, record, remedy, requester);
        long approvalId = approvals.open(request);
        boolean needed = approvals.get(approvalId).state() != ApprovalState.APPROVED;
        jdbc.sql("UPDATE case_remedy SET approval_id = :approval WHERE case_id = :id AND round = :round")
                .param("approval", approvalId)
                .param("id", about.id())
                .param("round", remedy.round())
                .update();
        if (!needed) {
            keep(about.id(), remedy.round(), WITHIN_AUTHORITY);
        }
        return new Request(approvalId, needed);
    }

    /** What was promised in earlier rounds counts too: many small amounts are a large one. */
    private ApprovalRequest request(ServiceCase about, ComplaintRecord record, Remedy remedy, String requester) {
        BigDecimal before = promised(about.id());
        BigDecimal all = before.add(remedy.goodwillAmount());
        Customer customer = customers.get(about.customerId());
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Customer", customer.name() + ", class " + customer.customerClass()));
        facts.add(
                new ShownFact("What they get", remedy.goodwillKind() + ", " + money(remedy.goodwillAmount(), remedy)));
        if (before.signum() > 0) {
            facts.add(new ShownFact("Promised before in this case", money(before, remedy)));
        }
        facts.add(new ShownFact("They say", cut(about.description())));
        Cause cause = record.cause();
        if (cause != null) {
            facts.add(new ShownFact("Cause", cause.category() + ": " + cut(cause.root())));
        }
        facts.add(new ShownFact("Remedy", cut(remedy.remedy())));
        return new ApprovalRequest(
                KIND,
                about.number(),
                remedy.round(),
                requester,
                "Goodwill of %s for %s, %s".formatted(money(all, remedy), customer.name(), about.number()),
                Map.of(Measures.AMOUNT, all),
                Map.of("customerClass", List.of(customer.customerClass())),
                facts,
                customer.id(),
                remedy.currency(),
                null);
    }

    private BigDecimal promised(long caseId) {
        return jdbc.sql("SELECT coalesce(sum(amount), 0) FROM case_goodwill WHERE case_id = :id")
                .param("id", caseId)
                .query(BigDecimal.class)
                .single();
    }

    @Override
    public void record(String number, String outcome) {
        ServiceCase about = cases.get(number);
        Remedy remedy = complaints.record(number).latestRemedy().orElseThrow();
        keep(about.id(), remedy.round(), outcome);
    }

    private void keep(long caseId, int round, String outcome) {
        int first = jdbc.sql(OUTCOME)
                .param("outcome", outcome)
                .param("id", caseId)
                .param("round", round)
                .update();
        if (first == 1 && (outcome.equals("approved") || outcome.equals(WITHIN_AUTHORITY))) {
            jdbc.sql(PROMISE)
                    .param("at", Timestamp.from(clock.instant()))
                    .param("id", caseId)
                    .param("round", round)
                    .update();
        }
    }

    private static String money(BigDecimal amount, Remedy remedy) {
        return Shown.money(amount) + " " + remedy.currency();
    }

    private static String cut(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
