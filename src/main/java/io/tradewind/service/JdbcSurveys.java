package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcSurveys implements Surveys {

    /** Long enough for a holiday, short enough that the opinion is about this delivery. */
    private static final Duration LINK_LIVES = Duration.ofDays(30);

    private static final int LONGEST_TOKEN = 64;

    private static final String SELECT =
            """
            SELECT s.id, s.cause, s.subject, s.customer_id, s.rep, s.contact_name, s.contact_email, s.sent_at, s.expires_at,
                   s.answered_at, s.score, s.comment
              FROM survey s
            """;

    private static final String INSERT =
            """
            INSERT INTO survey (cause, subject, customer_id, rep, contact_name, contact_email, sent_at, expires_at)
            VALUES (:cause, :subject, :customer, :rep, :contactName, :contactEmail, :sentAt, :expiresAt)
            ON CONFLICT (cause) DO NOTHING
            RETURNING id
            """;

    /** Two clicks at once meet here: the second finds the row answered and changes nothing. */
    private static final String ANSWER =
            """
            UPDATE survey SET answered_at = :at, score = :score, comment = :comment, version = version + 1
             WHERE id = :id AND answered_at IS NULL
            """;

    private static final String REMINDED =
            """
            UPDATE survey SET reminded_at = :at, version = version + 1
             WHERE id = :id AND answered_at IS NULL AND reminded_at IS NULL AND expires_at > :at
            """;

    private static final String OPT_OUT =
            """
            INSERT INTO survey_opt_out (email, survey_id, said_at) VALUES (:email, :survey, :at)
            ON CONFLICT (email) DO NOTHING
            """;

    /**
     * After a request nobody of a customer is asked who was asked before; after a complaint only who was asked about a
     * delivery or a complaint: a trifle keeps nobody from saying what they think of what matters.
     */
    private static final String ASKED_SINCE =
            """
            WITH asked AS (SELECT s.customer_id, lower(s.contact_email) AS email, c.kind
                             FROM survey s LEFT JOIN service_case c ON s.cause = 'case:' || c.number
                            WHERE s.sent_at > :since AND s.subject <> :subject
                              AND (s.customer_id = :customer OR lower(s.contact_email) = :email)),
                 about AS (SELECT kind = 'request' AS trifle FROM service_case WHERE number = :subject)
            SELECT EXISTS (SELECT 1 FROM asked, about
                            WHERE about.trifle OR (email = :email AND asked.kind IS DISTINCT FROM 'request'))
            """;

    /** Whoever told us what they think need not tell us again about the case that followed. */
    private static final Duration QUIET = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Customers customers;
    private final Mails mails;
    private final OwnAddresses ownAddresses;
    private final Clock clock;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;
    private final String baseUrl;
    private final String company;

    JdbcSurveys(
            JdbcClient jdbc,
            Customers customers,
            Mails mails,
            OwnAddresses ownAddresses,
            Clock clock,
            WorkingTime workingTime,
            ApplicationEventPublisher events,
            @Value("${tradewind.base-url}") String baseUrl,
            @Value("${tradewind.company.name}") String company) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.mails = mails;
        this.ownAddresses = ownAddresses;
        this.clock = clock;
        this.workingTime = workingTime;
        this.events = events;
        this.baseUrl = baseUrl;
        this.company = company;
    }

    @Override
    public Optional<Survey> send(SurveyRequest request) {
        Instant now = clock.instant();
        Optional<Survey> before = about(request.subject());
        if (before.isPresent()) {
            return before;
        }
        if (isUnsubscribed(request.contactEmail())
                || ownAddresses.contain(request.contactEmail())
                || isAskedTooSoon(request, now)) {
            return Optional.empty();
        }
        Optional<Long> added = jdbc.sql(INSERT)
                .param("cause", request.about().code() + ":" + request.subject())
                .param("subject", request.subject())
                .param("customer", request.customerId())
                .param("rep", request.rep())
                .param("contactName", request.contactName())
                .param("contactEmail", request.contactEmail())
                .param("sentAt", Timestamp.from(now))
                .param("expiresAt", Timestamp.from(now.plus(LINK_LIVES)))
                .query(Long.class)
                .optional();
        Survey survey = get(request.subject());
        if (added.isPresent()) {
            mail(survey, "survey", "survey:" + survey.id(), now);
        }
        return Optional.of(survey);
    }

    private boolean isAskedTooSoon(SurveyRequest request, Instant now) {
        return request.about() == SurveyRequest.About.CASE
                && jdbc.sql(ASKED_SINCE)
                        .param("email", normal(request.contactEmail()))
                        .param("customer", request.customerId())
                        .param("since", Timestamp.from(now.minus(QUIET)))
                        .param("subject", request.subject())
                        .query(Boolean.class)
                        .single();
    }

    @Override
    public void remind(String subject) {
        Instant now = clock.instant();
        Survey survey = get(subject);
        if (isUnsubscribed(survey.contactEmail())) {
            return;
        }
        int marked = jdbc.sql(REMINDED)
                .param("id", survey.id())
                .param("at", Timestamp.from(now))
                .update();
        if (marked == 1) {
            mail(survey, "survey-reminder", "survey-reminder:" + survey.id(), now);
        }
    }

    private void mail(Survey survey, String template, String cause, Instant now) {
        String token = SurveyTokens.create();
        jdbc.sql("INSERT INTO survey_link (token_hash, survey_id, sent_at) VALUES (:hash, :survey, :at)")
                .param("hash", SurveyTokens.hash(token))
                .param("survey", survey.id())
                .param("at", Timestamp.from(now))
                .update();
        Map<String, Object> model = model(survey);
        model.put("link", baseUrl + "/survey/" + token);
        model.put("unsubscribe", baseUrl + "/survey/" + token + "/unsubscribe");
        String name = survey.contactName() == null ? customerName(survey) : survey.contactName();
        mails.write(new Mail(
                cause,
                template,
                Recipient.address(survey.contactEmail(), name, "en"),
                model,
                survey.customerId(),
                survey.subject()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Survey> about(String subject) {
        return jdbc.sql(SELECT + " WHERE s.cause IN ('order:' || :subject, 'case:' || :subject)")
                .param("subject", subject)
                .query(JdbcSurveys::survey)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public SurveyLink look(String token) {
        Optional<Survey> found = token.length() > LONGEST_TOKEN
                ? Optional.empty()
                : jdbc.sql(SELECT + " JOIN survey_link l ON l.survey_id = s.id WHERE l.token_hash = :hash")
                        .param("hash", SurveyTokens.hash(token))
                        .query(JdbcSurveys::survey)
                        .optional();
        return found.map(survey -> new SurveyLink(state(survey), survey))
                .orElseGet(() -> new SurveyLink(SurveyLink.State.UNKNOWN, null));
    }

    private SurveyLink.State state(Survey survey) {
        if (survey.answeredAt() != null) {
            return SurveyLink.State.ANSWERED;
        }
        return clock.instant().isBefore(survey.expiresAt()) ? SurveyLink.State.OPEN : SurveyLink.State.EXPIRED;
    }

    @Override
    public SurveyLink answer(String token, @Nullable Integer score, @Nullable String comment) {
        SurveyLink link = look(token);
        if (link.state() != SurveyLink.State.OPEN) {
            return link;
        }
        if (score == null || score < 0 || score > 10) {
            throw new Refused("score", "Please choose a number from 0 to 10.");
        }
        String text = tidied(comment);
        if (text.codePointCount(0, text.length()) > LONGEST_COMMENT) {
            throw new Refused(
                    "comment",
                    "Please shorten your text to " + LONGEST_COMMENT + " characters; it was too long to keep.");
        }
        Survey survey = link.known();
        int stored = jdbc.sql(ANSWER)
                .param("id", survey.id())
                .param("at", Timestamp.from(clock.instant()))
                .param("score", score)
                .param("comment", text.isEmpty() ? null : text)
                .update();
        Survey now = get(survey.subject());
        if (stored == 0) {
            return new SurveyLink(SurveyLink.State.ANSWERED, now);
        }
        events.publishEvent(
                new SurveyAnswered(survey.id(), survey.customerId(), survey.rep(), score, workingTime.today()));
        return new SurveyLink(SurveyLink.State.OPEN, now);
    }

    /** PostgreSQL keeps no NUL, and a browser sends two characters for a line's end. */
    private static String tidied(@Nullable String comment) {
        return comment == null
                ? ""
                : comment.replace("\u0000", "").replace("\r\n", "\n").strip();
    }

    @Override
    public void tellRepOfBadAnswer(String subject) {
        Survey survey = get(subject);
        Map<String, Object> model = model(survey);
        model.put("score", survey.score() == null ? "" : survey.score());
        model.put("comment", survey.comment() == null ? "" : survey.comment());
        model.put(
                "number",
                jdbc.sql("SELECT number FROM service_case WHERE survey_id = :survey")
                        .param("survey", survey.id())
                        .query(String.class)
                        .optional()
                        .orElse(""));
        mails.write(new Mail(
                "survey-bad:" + survey.id(),
                "survey-bad-answer",
                Recipient.user(survey.rep()),
                model,
                survey.customerId(),
                subject));
    }

    @Override
    public SurveyLink subscribe(String token, boolean wanted) {
        SurveyLink link = look(token);
        if (link.state() == SurveyLink.State.UNKNOWN) {
            return link;
        }
        String email = normal(link.known().contactEmail());
        if (wanted) {
            jdbc.sql("DELETE FROM survey_opt_out WHERE email = :email")
                    .param("email", email)
                    .update();
        } else {
            jdbc.sql(OPT_OUT)
                    .param("email", email)
                    .param("survey", link.known().id())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }
        return link;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isUnsubscribed(String email) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM survey_opt_out WHERE email = :email)")
                .param("email", normal(email))
                .query(Boolean.class)
                .single();
    }

    /** However somebody types an address, it is the same mailbox. */
    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private Survey get(String subject) {
        return about(subject).orElseThrow(() -> new IllegalStateException("No survey was sent about " + subject));
    }

    private Map<String, Object> model(Survey survey) {
        Map<String, Object> model = new HashMap<>();
        model.put("company", company);
        model.put("customer", customerName(survey));
        model.put("contact", survey.contactName() == null ? "" : survey.contactName());
        model.put("subject", survey.subject());
        model.put("about", survey.about().code());
        return model;
    }

    private String customerName(Survey survey) {
        return customers.get(survey.customerId()).name();
    }

    private static Survey survey(ResultSet row, int number) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        return new Survey(
                row.getLong("id"),
                SurveyRequest.About.of(row.getString("cause").split(":", 2)[0]),
                row.getString("subject"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getTimestamp("sent_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getObject("score", Integer.class),
                row.getString("comment"));
    }
}
