package io.tradewind.credit;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
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
            INSERT INTO credit_prepayment (subject, customer_id, amount, currency, agreed_by, agreed_at)
            VALUES (:subject, :customerId, :amount, :currency, :user, :now)
            ON CONFLICT (subject) DO UPDATE
               SET amount = excluded.amount, agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at
            """;

    private record Decision(long customerId, String subject, BigDecimal amount, String currency, String why) {}

    private final ExposureSheets sheets;
    private final CreditJudge judge;
    private final JdbcCreditCheckLog log;
    private final JdbcCreditReleases releases;
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
            ReleaseApprovals approvals,
            WorkingTime workingTime,
            JdbcClient jdbc,
            Clock clock,
            Acting acting) {
        this.sheets = sheets;
        this.judge = judge;
        this.log = log;
        this.releases = releases;
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
        return log.write("decision", examine(customerId, subject, amount, currency), rating, decision, null, why);
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
                .param("amount", sheet.excess())
                .param("currency", sheet.currency())
                .param("user", acting.user().orElse("system"))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        log.writeOutcome(checkId, "reduced", "The customer prepays " + sheet.excess() + " " + sheet.currency());
    }

    @Override
    public long requestRelease(long checkId, @Nullable String reason, String requester) {
        return approvals.request(sheetOf(checkId), reasonOf(checkId, reason), checkId, requester);
    }

    @Override
    public void release(long checkId, long approvalId, @Nullable String reason) {
        releases.record(
                sheetOf(checkId), workingTime.today().plusDays(RELEASE_DAYS), reasonOf(checkId, reason), approvalId);
        log.writeOutcome(checkId, "released", reasonOf(checkId, reason));
    }

    @Override
    public void refuse(long checkId, String why) {
        log.writeOutcome(checkId, "refused", why);
    }

    @Override
    public CreditVerdict stillCovers(long customerId, String subject, BigDecimal amount, String currency) {
        ExposureSheet sheet = examine(customerId, subject, amount.subtract(agreedPrepayment(subject)), currency);
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

    @Override
    public BigDecimal agreedPrepayment(String subject) {
        return jdbc.sql("SELECT amount FROM credit_prepayment WHERE subject = :subject")
                .param("subject", subject)
                .query(BigDecimal.class)
                .optional()
                .orElse(BigDecimal.ZERO);
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
