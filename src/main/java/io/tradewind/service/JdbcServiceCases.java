package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcServiceCases implements ServiceCases {

    private static final int LONGEST_ANSWER = 4000;
    private static final String SYSTEM = "system";

    private static final String SELECT =
            """
            SELECT id, number, kind, severity, customer_id, product, reference, description, contact_name, contact_email,
                   contact_phone, source, survey_id, owner, reported_by, opened_at, answer, answered_at, settlement,
                   resolved_at, closed_at, process_instance_id
              FROM service_case
            """;

    private static final String INSERT =
            """
            INSERT INTO service_case (number, kind, severity, customer_id, product, reference, description, contact_name,
                                      contact_email, contact_phone, source, survey_id, owner, reported_by, opened_at,
                                      idempotency_key, content_hash)
            VALUES ('SC-' || :year || '-' || lpad(nextval('service_case_number')::text, 6, '0'), :kind, :severity,
                    :customer, :product, :reference, :description, :contactName, :contactEmail, :contactPhone, :source,
                    :survey, :owner, :reportedBy, :openedAt, :key, :hash)
            ON CONFLICT DO NOTHING
            RETURNING number
            """;

    private static final String ANSWER =
            """
            UPDATE service_case
               SET kind = :kind, answer = :answer, answered_at = :at, answered_by = :by, version = version + 1
             WHERE number = :number AND answered_at IS NULL
            """;

    private static final String RESOLVE =
            """
            UPDATE service_case
               SET resolved_at = :at, settlement = coalesce(:settlement, settlement), version = version + 1
             WHERE number = :number AND resolved_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final CaseCheck check;
    private final JdbcServiceClock serviceClock;
    private final Customers customers;
    private final DecisionTables tables;
    private final Acting acting;
    private final Clock clock;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;

    JdbcServiceCases(
            JdbcClient jdbc,
            CaseCheck check,
            JdbcServiceClock serviceClock,
            Customers customers,
            DecisionTables tables,
            Acting acting,
            Clock clock,
            WorkingTime workingTime,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.check = check;
        this.serviceClock = serviceClock;
        this.customers = customers;
        this.tables = tables;
        this.acting = acting;
        this.clock = clock;
        this.workingTime = workingTime;
        this.events = events;
    }

    @Override
    public ServiceCase open(NewCase given, @Nullable String idempotencyKey, String source) {
        checkKey(idempotencyKey);
        String by = acting.user().orElse(SYSTEM);
        String hash = hash(given);
        Optional<ServiceCase> before = ofKey(by, idempotencyKey, hash);
        return before.orElseGet(() -> {
            CaseCheck.Checked checked = check.check(given);
            return insert(checked, source, null, checked.customer().owner(), by, idempotencyKey, hash)
                    // somebody was faster with the same key
                    .orElseGet(() -> ofKey(by, idempotencyKey, hash).orElseThrow());
        });
    }

    @Override
    public ServiceCase openForSurvey(Survey survey) {
        Optional<ServiceCase> before = ofSurvey(survey.id());
        return before.orElseGet(() -> {
            Customer customer = customers.get(survey.customerId());
            CaseCheck.Checked checked = new CaseCheck.Checked(
                    customer,
                    CaseKind.COMPLAINT,
                    severity(survey.score()),
                    product(survey),
                    survey.subject(),
                    words(survey),
                    survey.contactName(),
                    survey.contactEmail(),
                    customer.phone());
            return insert(checked, "survey", survey.id(), survey.rep(), SYSTEM, null, null)
                    .orElseGet(() -> ofSurvey(survey.id()).orElseThrow());
        });
    }

    /** A case about a case stays about the same product, so that whoever looks for the same cause finds both. */
    private @Nullable String product(Survey survey) {
        return survey.about() == SurveyRequest.About.CASE
                ? find(survey.subject()).map(ServiceCase::product).orElse(null)
                : null;
    }

    private Severity severity(@Nullable Integer score) {
        return tables.first("survey-severity", Collections.singletonMap("score", score))
                .map(rule -> Severity.of(String.valueOf(rule.get("severity"))))
                .orElse(Severity.HIGH);
    }

    private static String words(Survey survey) {
        String comment = survey.comment();
        return "%s of 10 in the survey about %s %s. %s"
                .formatted(
                        survey.score() == null ? "?" : survey.score(),
                        survey.about().code(),
                        survey.subject(),
                        comment == null ? "The customer wrote nothing; ask." : "The customer wrote:\n" + comment);
    }

    private Optional<ServiceCase> insert(
            CaseCheck.Checked checked,
            String source,
            @Nullable Long surveyId,
            @Nullable String owner,
            String by,
            @Nullable String key,
            @Nullable String hash) {
        Instant now = clock.instant();
        Optional<ServiceCase> opened = jdbc.sql(INSERT)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("kind", checked.kind().code())
                .param("severity", checked.severity().code())
                .param("customer", checked.customer().id())
                .param("product", checked.product(), Types.VARCHAR)
                .param("reference", checked.reference(), Types.VARCHAR)
                .param("description", checked.description())
                .param("contactName", checked.contactName(), Types.VARCHAR)
                .param("contactEmail", checked.contactEmail(), Types.VARCHAR)
                .param("contactPhone", checked.contactPhone(), Types.VARCHAR)
                .param("source", source)
                .param("survey", surveyId, Types.BIGINT)
                .param("owner", owner, Types.VARCHAR)
                .param("reportedBy", by)
                .param("openedAt", Timestamp.from(now))
                .param("key", key, Types.VARCHAR)
                .param("hash", hash, Types.VARCHAR)
                .query(String.class)
                .optional()
                .map(this::get);
        opened.ifPresent(it -> serviceClock.start(it, checked.customer(), now));
        return opened;
    }

    private Optional<ServiceCase> ofKey(String by, @Nullable String key, String hash) {
        if (key == null) {
            return Optional.empty();
        }
        Optional<ServiceCase> first = jdbc.sql(SELECT + " WHERE reported_by = :by AND idempotency_key = :key")
                .param("by", by)
                .param("key", key)
                .query(JdbcServiceCases::serviceCase)
                .optional();
        first.ifPresent(it -> {
            String before = jdbc.sql("SELECT content_hash FROM service_case WHERE id = :id")
                    .param("id", it.id())
                    .query(String.class)
                    .single();
            if (!before.equals(hash)) {
                throw new Refused(
                        "Idempotency-Key",
                        "This key brought case " + it.number()
                                + " with another content before. Use a new key for a new case.");
            }
        });
        return first;
    }

    private Optional<ServiceCase> ofSurvey(long surveyId) {
        return jdbc.sql(SELECT + " WHERE survey_id = :survey")
                .param("survey", surveyId)
                .query(JdbcServiceCases::serviceCase)
                .optional();
    }

    private static void checkKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > 200 || !key.chars().allMatch(c -> c > 31 && c < 127))) {
            throw new Refused("Idempotency-Key", "A key has 1 to 200 printable characters.");
        }
    }

    private static String hash(NewCase given) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(given.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void rememberProcess(String number, String processInstanceId) {
        jdbc.sql("UPDATE service_case SET process_instance_id = :instance WHERE number = :number")
                .param("instance", processInstanceId)
                .param("number", number)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ServiceCase> find(String number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number)
                .query(JdbcServiceCases::serviceCase)
                .optional();
    }

    @Override
    public ServiceCase get(String number) {
        return find(number).orElseThrow(() -> new Refused("caseNumber", "There is no case " + number + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ServiceCase> ofCustomer(long customerId) {
        return jdbc.sql(SELECT + " WHERE customer_id = :customer ORDER BY opened_at DESC, id DESC")
                .param("customer", customerId)
                .query(JdbcServiceCases::serviceCase)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ServiceCase> open() {
        return jdbc.sql(SELECT + " WHERE closed_at IS NULL ORDER BY opened_at, id")
                .query(JdbcServiceCases::serviceCase)
                .list();
    }

    @Override
    public void answer(String number, CaseKind kind, String answer) {
        Instant now = clock.instant();
        if (kind == CaseKind.REQUEST && get(number).kind() == CaseKind.COMPLAINT) {
            throw new Refused(
                    "caseKind",
                    "It was reported as a complaint, and a complaint ends when the customer says that it is solved. Leave it a complaint.");
        }
        int first = jdbc.sql(ANSWER)
                .param("kind", kind.code())
                .param("answer", CaseCheck.needed("answer", answer, LONGEST_ANSWER, "Say what you told the customer."))
                .param("at", Timestamp.from(now))
                .param("by", acting.user().orElse(SYSTEM))
                .param("number", number)
                .update();
        if (first == 1) {
            ServiceCase answered = get(number);
            Duration used = serviceClock.stopResponse(answered, now);
            ClockReading reading = serviceClock.read(number);
            events.publishEvent(new CaseAnswered(
                    number,
                    answered.customerId(),
                    answered.owner(),
                    answered.product(),
                    used.compareTo(reading.respond()) <= 0,
                    hours(used),
                    workingTime.today()));
        }
    }

    @Override
    public void settle(String number, String settlement) {
        resolve(number, CaseCheck.needed("settlement", settlement, LONGEST_ANSWER, "Say how the request was settled."));
    }

    @Override
    public void resolve(String number) {
        resolve(number, null);
    }

    private void resolve(String number, @Nullable String settlement) {
        Instant now = clock.instant();
        int first = jdbc.sql(RESOLVE)
                .param("at", Timestamp.from(now))
                .param("settlement", settlement, Types.VARCHAR)
                .param("number", number)
                .update();
        if (first == 1) {
            ServiceCase resolved = get(number);
            Duration used = serviceClock.stopResolution(resolved, now);
            ClockReading reading = serviceClock.read(number);
            events.publishEvent(new CaseResolved(
                    number,
                    resolved.customerId(),
                    resolved.owner(),
                    resolved.product(),
                    used.compareTo(reading.resolve()) <= 0,
                    hours(used),
                    workingTime.today()));
        }
    }

    @Override
    public void close(String number) {
        jdbc.sql(
                        "UPDATE service_case SET closed_at = :at, version = version + 1 WHERE number = :number AND closed_at IS NULL")
                .param("at", Timestamp.from(clock.instant()))
                .param("number", number)
                .update();
    }

    private static BigDecimal hours(Duration time) {
        return BigDecimal.valueOf(time.toMinutes()).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static ServiceCase serviceCase(ResultSet row, int number) throws SQLException {
        return new ServiceCase(
                row.getLong("id"),
                row.getString("number"),
                CaseKind.of(row.getString("kind")),
                Severity.of(row.getString("severity")),
                row.getLong("customer_id"),
                row.getString("product"),
                row.getString("reference"),
                row.getString("description"),
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getString("contact_phone"),
                row.getString("source"),
                row.getObject("survey_id", Long.class),
                row.getString("owner"),
                row.getString("reported_by"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("answer"),
                instant(row, "answered_at"),
                row.getString("settlement"),
                instant(row, "resolved_at"),
                instant(row, "closed_at"),
                row.getString("process_instance_id"));
    }
}
