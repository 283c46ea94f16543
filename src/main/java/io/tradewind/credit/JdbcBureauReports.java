package io.tradewind.credit;

import io.tradewind.customer.Customers;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class JdbcBureauReports implements BureauReports {

    private static final Logger log = LoggerFactory.getLogger(JdbcBureauReports.class);

    private static final String WRITE_QUESTION =
            """
            INSERT INTO credit_bureau_inquiry (cause, customer_id, state, asked_at)
            VALUES (:cause, :customerId, 'asked', :now)
            ON CONFLICT (cause) DO NOTHING
            """;

    private static final String ANSWERED =
            """
            UPDATE credit_bureau_inquiry
               SET state = 'answered', settled_at = :now, reference = :reference, score = :score,
                   years_in_business = :years, employees = :employees
             WHERE id = :id AND state = 'asked'
            """;

    private static final String FAILED =
            """
            UPDATE credit_bureau_inquiry
               SET state = 'failed', settled_at = :now, failure = :failure, why = :why
             WHERE id = :id AND state = 'asked'
            """;

    private static final String LAST =
            """
            SELECT settled_at, reference, score, years_in_business, employees, why
              FROM credit_bureau_inquiry
             WHERE customer_id = :customerId AND state = :state
             ORDER BY settled_at DESC, id DESC
             LIMIT 1
            """;

    private record Settled(
            Instant at,
            @Nullable String reference,
            @Nullable Integer score,
            @Nullable Integer years,
            @Nullable Integer employees,
            @Nullable String why) {}

    private final JdbcClient jdbc;
    private final CreditBureau bureau;
    private final BureauSettings settings;
    private final Customers customers;
    private final Clock clock;
    private final ZoneId zone;
    private final TransactionTemplate ownTransaction;

    JdbcBureauReports(
            JdbcClient jdbc,
            CreditBureau bureau,
            BureauSettings settings,
            Customers customers,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.bureau = bureau;
        this.settings = settings;
        this.customers = customers;
        this.clock = clock;
        this.zone = zone;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean missing(long customerId) {
        return bureau.setUp()
                && last(customerId, "answered")
                        .filter(report -> counts(report.at()))
                        .isEmpty();
    }

    private boolean counts(Instant settledAt) {
        return settledAt.plus(Duration.ofDays(settings.reportDays())).isAfter(clock.instant());
    }

    @Override
    public void ask(long customerId, String cause) {
        Optional<Long> question = ownTransaction.execute(status -> write(customerId, cause));
        if (question == null || question.isEmpty()) {
            return;
        }
        long id = question.get();
        try {
            // by the cause, not the id: in a restored database the same id would come again for another question
            BureauReport report = bureau.ask(customers.get(customerId), "TW-" + cause);
            ownTransaction.executeWithoutResult(status -> answered(id, report));
        } catch (NoBureauAnswer none) {
            log.warn("Credit bureau, customer {}: {}; own data only", customerId, none.getMessage());
            ownTransaction.executeWithoutResult(status -> failed(id, none));
        }
    }

    /** @return the question's id while it waits for an answer: also of a node that died while asking */
    private Optional<Long> write(long customerId, String cause) {
        jdbc.sql(WRITE_QUESTION)
                .param("cause", cause)
                .param("customerId", customerId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("SELECT id FROM credit_bureau_inquiry WHERE cause = :cause AND state = 'asked'")
                .param("cause", cause)
                .query(Long.class)
                .optional();
    }

    private void answered(long id, BureauReport report) {
        jdbc.sql(ANSWERED)
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .param("reference", report.reference())
                .param("score", report.score())
                .param("years", report.yearsInBusiness())
                .param("employees", report.employees())
                .update();
    }

    private void failed(long id, NoBureauAnswer none) {
        jdbc.sql(FAILED)
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .param("failure", none.kind().code())
                .param("why", String.valueOf(none.getMessage()))
                .update();
    }

    @Override
    public BureauOpinion opinion(long customerId) {
        Optional<Settled> report = last(customerId, "answered");
        if (report.isPresent() && counts(report.get().at())) {
            Settled settled = report.get();
            return new BureauOpinion(settled.score(), settled.years(), settled.employees(), words(settled));
        }
        Integer years = report.map(Settled::years).orElse(null);
        Optional<Settled> failure = last(customerId, "failed");
        if (failure.isPresent()) {
            return new BureauOpinion(
                    null,
                    years,
                    null,
                    "could not be asked on " + day(failure.get().at()) + ": "
                            + failure.get().why() + "; own data only");
        }
        return new BureauOpinion(
                null,
                years,
                null,
                report.isPresent() ? "last report is too old; own data only" : "not asked; own data only");
    }

    private String words(Settled report) {
        StringBuilder words = new StringBuilder("score " + report.score() + " of 1000");
        if (report.years() != null) {
            words.append(", ").append(report.years()).append(" years in business");
        }
        if (report.employees() != null) {
            words.append(", ").append(report.employees()).append(" employees");
        }
        return words.append(" (report ")
                .append(report.reference())
                .append(" of ")
                .append(day(report.at()))
                .append(")")
                .toString();
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Optional<Settled> last(long customerId, String state) {
        return jdbc.sql(LAST)
                .param("customerId", customerId)
                .param("state", state)
                .query((row, number) -> new Settled(
                        row.getTimestamp("settled_at").toInstant(),
                        row.getString("reference"),
                        row.getObject("score", Integer.class),
                        row.getObject("years_in_business", Integer.class),
                        row.getObject("employees", Integer.class),
                        row.getString("why")))
                .optional();
    }
}
