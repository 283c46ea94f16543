package io.tradewind.service;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.service.Complaints.Cause;
import io.tradewind.service.Complaints.ComplaintRecord;
import io.tradewind.service.Complaints.Remedy;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
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

    /** So long cases of one customer count together. */
    private static final Duration PERIOD = Duration.ofDays(90);

    private static final String PROMISED_BEFORE =
            """
            SELECT coalesce(sum(g.amount), 0) FROM case_goodwill g JOIN service_case c ON c.id = g.case_id
             WHERE c.id = :id OR (c.customer_id = :customer AND g.promised_at > :since)
            """;

    private static final String PROMISES =
            """
            SELECT c.number, g.round, g.kind, g.amount, g.currency, g.promised_at, s.settled_on, s.reference, s.settled_by
              FROM case_goodwill g JOIN service_case c ON c.id = g.case_id
              LEFT JOIN goodwill_settlement s ON s.case_id = g.case_id AND s.round = g.round
             WHERE c.number = :number
             ORDER BY g.round
            """;

    private static final String SETTLE =
            """
            INSERT INTO goodwill_settlement (case_id, round, settled_on, reference, settled_by, settled_at)
            SELECT id, :round, :on, :reference, :by, :at FROM service_case WHERE number = :number
            ON CONFLICT DO NOTHING
            """;

    private static final int LONGEST_REFERENCE = 200;

    private final JdbcClient jdbc;
    private final ServiceCases cases;
    private final Complaints complaints;
    private final Customers customers;
    private final Approvals approvals;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;

    JdbcGoodwill(
            JdbcClient jdbc,
            ServiceCases cases,
            Complaints complaints,
            Customers customers,
            Approvals approvals,
            Acting acting,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.complaints = complaints;
        this.customers = customers;
        this.approvals = approvals;
        this.acting = acting;
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
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

    /** What was promised in earlier rounds and in other cases counts too: many small amounts are a large one. */
    private ApprovalRequest request(ServiceCase about, ComplaintRecord record, Remedy remedy, String requester) {
        BigDecimal before = promised(about);
        BigDecimal all = before.add(remedy.goodwillAmount());
        Customer customer = customers.get(about.customerId());
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Customer", customer.name() + ", class " + customer.customerClass()));
        facts.add(
                new ShownFact("What they get", remedy.goodwillKind() + ", " + money(remedy.goodwillAmount(), remedy)));
        if (before.signum() > 0) {
            facts.add(new ShownFact(
                    "Promised to them before, in this case or the last " + PERIOD.toDays() + " days",
                    money(before, remedy)));
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

    private BigDecimal promised(ServiceCase about) {
        return jdbc.sql(PROMISED_BEFORE)
                .param("id", about.id())
                .param("customer", about.customerId())
                .param("since", Timestamp.from(clock.instant().minus(PERIOD)))
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

    @Override
    @Transactional(readOnly = true)
    public List<Promise> promises(String number) {
        return jdbc.sql(PROMISES)
                .param("number", number)
                .query((row, n) -> new Promise(
                        row.getString("number"),
                        row.getLong("round"),
                        row.getString("kind"),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        LocalDate.ofInstant(row.getTimestamp("promised_at").toInstant(), zone),
                        row.getObject("settled_on", LocalDate.class),
                        row.getString("reference"),
                        row.getString("settled_by")))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Promise promise(String number, long round) {
        return promises(number).stream()
                .filter(promise -> promise.round() == round)
                .findFirst()
                .orElseThrow(() ->
                        new Refused("caseNumber", "Nothing was promised with remedy " + round + " of " + number + "."));
    }

    @Override
    public void settle(String number, long round, LocalDate on, String reference) {
        Promise promise = promise(number, round);
        if (on.isAfter(workingTime.today()) || on.isBefore(promise.promisedOn())) {
            throw new Refused(
                    "settledOn",
                    "Say on which day they got it: from " + promise.promisedOn()
                            + ", when it was promised, until today.");
        }
        jdbc.sql(SETTLE)
                .param("number", number)
                .param("round", round)
                .param("on", on)
                .param(
                        "reference",
                        CaseCheck.needed(
                                "goodwillReference",
                                reference,
                                LONGEST_REFERENCE,
                                "Say by which number it is found: the bank's, the credit note's or the order's."))
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static String money(BigDecimal amount, Remedy remedy) {
        return Shown.money(amount) + " " + remedy.currency();
    }

    private static String cut(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
