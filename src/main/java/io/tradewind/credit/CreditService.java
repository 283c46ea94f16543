package io.tradewind.credit;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class CreditService implements CreditChecks, CreditGate {

    /** How long a release lives unless its amount is exceeded first: long enough to deliver, short enough to look again. */
    private static final int RELEASE_DAYS = 90;

    private static final String DECISION =
            """
            SELECT customer_id, subject, amount, currency, why FROM credit_check_log WHERE id = :id AND entry = 'decision'
            """;

    private static final String AGREE_PREPAYMENT =
            """
            INSERT INTO credit_prepayment (subject, customer_id, amount, currency, booked_before, agreed_by, agreed_at)
            VALUES (:subject, :customerId, :amount, :currency, :booked, :user, :now)
            ON CONFLICT (subject) DO UPDATE
               SET amount = excluded.amount, booked_before = excluded.booked_before, agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at
            """;

    private record Decision(long customerId, String subject, BigDecimal amount, String currency, String why) {}

    private final ExposureSheets sheets;
    private final CreditJudge judge;
    private final JdbcCreditCheckLog log;
    private final JdbcCreditReleases releases;
    private final JdbcCreditTransfers transfers;
    private final ReleaseApprovals approvals;
    private final WorkingTime workingTime;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Acting acting;

    CreditService(
            ExposureSheets sheets,
            CreditJudge judge,
            JdbcCreditCheckLog log,
            JdbcCreditReleases releases,
            JdbcCreditTransfers transfers,
            ReleaseApprovals approvals,
            WorkingTime workingTime,
            JdbcClient jdbc,
            Clock clock,
            Acting acting) {
        this.sheets = sheets;
        this.judge = judge;
        this.log = log;
        this.releases = releases;
        this.transfers = transfers;
        this.approvals = approvals;
        this.workingTime = workingTime;
        this.jdbc = jdbc;
        this.clock = clock;
        this.acting = acting;
    }

    @Override
    public ExposureSheet examine(long customerId, String subject, BigDecimal amount, String currency) {
        return sheets.sheet(customerId, subject, amount, currency);
    }

    @Override
    public long recordDecision(
            long customerId,
            String subject,
            BigDecimal amount,
            String currency,
            String rating,
            String decision,
            String why) {
        ExposureSheet sheet = examine(customerId, subject, amount, currency);
        CreditJudge.Rating rated =
                new CreditJudge.Rating(rating, judge.rate(sheet).why());
        return log.write("decision", sheet, rating, decision, null, CreditJudge.explained(sheet, decision, why, rated));
    }

    @Override
    public String why(long checkId) {
        return decision(checkId).why();
    }

    @Override
    public void transfer(long checkId, RiskTransfer transfer) {
        ExposureSheet sheet = sheetOf(checkId);
        transfers.record(checkId, sheet, transfer, workingTime.today());
        log.writeOutcome(
                checkId,
                "transferred",
                transfer.carrier() + " carries " + transfer.amount() + " " + sheet.currency() + " until "
                        + transfer.until() + " (" + transfer.kind() + " " + transfer.reference() + ")");
    }

    @Override
    public void pass(long checkId) {
        log.writeOutcome(checkId, "pass", decision(checkId).why());
    }

    @Override
    public void reduce(long checkId) {
        ExposureSheet sheet = sheetOf(checkId);
        if (sheet.excess().signum() == 0) {
            log.writeOutcome(checkId, "reduced", "The customer fits the limit again: nothing needs to be prepaid");
            return;
        }
        jdbc.sql(AGREE_PREPAYMENT)
                .param("subject", sheet.subject())
                .param("customerId", sheet.customerId())
                // what is booked for it already is in the sheet: the excess comes on top
                .param("amount", sheet.excess().add(sheets.prepaid(sheet.subject())))
                .param("booked", sheet.prepayments())
                .param("currency", sheet.currency())
                .param("user", acting.user().orElse("system"))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        log.writeOutcome(checkId, "reduced", "The customer prepays " + sheet.excess() + " " + sheet.currency());
    }

    @Override
    public long requestRelease(long checkId, @Nullable String reason, String requester) {
        ExposureSheet sheet = sheetOf(checkId);
        return approvals.request(
                sheet,
                judge.rate(sheet),
                reason == null || reason.isBlank() ? judge.judge(sheet).rule() : reason,
                workingTime.today().plusDays(RELEASE_DAYS),
                checkId,
                requester);
    }

    @Override
    public void release(long checkId, long approvalId, @Nullable String reason) {
        releases.record(
                sheetOf(checkId), workingTime.today().plusDays(RELEASE_DAYS), reasonOf(checkId, reason), approvalId);
        log.writeOutcome(checkId, "released", reasonOf(checkId, reason));
    }

    @Override
    public void giveUp(long checkId, boolean smaller) {
        refuse(
                checkId,
                smaller
                        ? "The customer orders less: at most "
                                + Shown.money(sheetOf(checkId).fits()) + " fits; it takes a new quotation"
                        : "The rep gave the order up on these terms");
    }

    @Override
    public void refuse(long checkId, String why) {
        log.writeOutcome(checkId, "refused", why);
    }

    @Override
    public CreditVerdict stillCovers(long customerId, String subject, BigDecimal amount, String currency) {
        ExposureSheet sheet = examine(customerId, subject, amount, currency);
        BigDecimal toCome = prepaymentToCome(subject, sheet.prepayments());
        if (toCome.signum() > 0) {
            sheet = examine(customerId, subject, amount.subtract(toCome), currency);
        }
        CreditJudge.Judgement judgement = judge.judge(sheet);
        log.write(
                "gate",
                sheet,
                judgement.rating(),
                judgement.decision(),
                judgement.passes() ? "open" : "shut",
                judgement.why());
        return new CreditVerdict(judgement.passes(), judgement.why());
    }

    /** What is in the books since it was agreed is in the exposure already, and must not count twice. */
    private BigDecimal prepaymentToCome(String subject, BigDecimal booked) {
        return jdbc.sql(
                        """
                        SELECT greatest(amount - greatest(:booked - booked_before, :prepaid, 0), 0)
                          FROM credit_prepayment WHERE subject = :subject
                        """)
                .param("booked", booked)
                .param("prepaid", sheets.prepaid(subject))
                .param("subject", subject)
                .query(BigDecimal.class)
                .optional()
                .orElse(BigDecimal.ZERO);
    }

    @Override
    public Optional<AgreedPrepayment> prepayment(String subject) {
        return jdbc.sql("SELECT subject, customer_id, amount, currency FROM credit_prepayment WHERE subject = :subject")
                .param("subject", subject)
                .query(AgreedPrepayment.class)
                .optional();
    }

    @Override
    public BigDecimal agreedPrepayment(String subject) {
        return prepayment(subject).map(AgreedPrepayment::amount).orElse(BigDecimal.ZERO);
    }

    private ExposureSheet sheetOf(long checkId) {
        Decision decision = decision(checkId);
        return examine(decision.customerId(), decision.subject(), decision.amount(), decision.currency());
    }

    private String reasonOf(long checkId, @Nullable String reason) {
        return reason == null || reason.isBlank() ? decision(checkId).why() : reason;
    }

    private Decision decision(long checkId) {
        return jdbc.sql(DECISION)
                .param("id", checkId)
                .query(Decision.class)
                .optional()
                .orElseThrow(() -> new Refused("There is no credit check " + checkId + "."));
    }
}
