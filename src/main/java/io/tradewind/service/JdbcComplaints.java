package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.service.ConfirmationLink.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcComplaints implements Complaints {

    /** As long as a survey: an answer after that is about something else. */
    private static final Duration LINK_LIVES = Duration.ofDays(30);

    private static final int LONGEST_TOKEN = 64;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_WHY = 500;
    private static final Set<String> GOODWILL_KINDS = Set.of("money-back", "credit", "goods", "service");
    private static final BigDecimal MOST_GOODWILL = new BigDecimal("1000000");

    private static final String REMEDY =
            """
            INSERT INTO case_remedy (case_id, round, remedy, goodwill_amount, goodwill_kind, currency, provided_by,
                                     provided_at)
            SELECT :id, coalesce(max(round), 0) + 1, :remedy, :amount, :kind, :currency, :by, :at
              FROM case_remedy WHERE case_id = :id
            RETURNING round
            """;

    private static final String CONFIRM =
            """
            INSERT INTO case_confirmation (case_id, round, solved, way, said, recorded_by, confirmed_at)
            VALUES (:id, :round, :solved, :way, :said, :by, :at)
            ON CONFLICT DO NOTHING
            """;

    private static final String LOOK =
            """
            SELECT c.number, l.expires_at, r.remedy,
                   EXISTS (SELECT 1 FROM case_confirmation f WHERE f.case_id = l.case_id AND f.round >= l.round)
                   OR EXISTS (SELECT 1 FROM case_remedy n WHERE n.case_id = l.case_id AND n.round > l.round)
                   OR c.resolved_at IS NOT NULL AS answered
              FROM case_confirmation_link l
              JOIN service_case c ON c.id = l.case_id
              JOIN case_remedy r ON r.case_id = l.case_id AND r.round = l.round
             WHERE l.token_hash = :hash
            """;

    private static final String PREVENT =
            """
            INSERT INTO case_prevention (case_id, measure, owner, due_on, lesson, planned_by, planned_at)
            VALUES (:id, :measure, :owner, :dueOn, :lesson, :by, :at)
            ON CONFLICT (case_id) DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final ServiceCases cases;
    private final Customers customers;
    private final People people;
    private final Mails mails;
    private final Acting acting;
    private final Clock clock;
    private final WorkingTime workingTime;
    private final String baseUrl;
    private final String company;
    private final String currency;

    JdbcComplaints(
            JdbcClient jdbc,
            ServiceCases cases,
            Customers customers,
            People people,
            Mails mails,
            Acting acting,
            Clock clock,
            WorkingTime workingTime,
            @Value("${tradewind.base-url}") String baseUrl,
            @Value("${tradewind.company.name}") String company,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.customers = customers;
        this.people = people;
        this.mails = mails;
        this.acting = acting;
        this.clock = clock;
        this.workingTime = workingTime;
        this.baseUrl = baseUrl;
        this.company = company;
        this.currency = currency;
    }

    @Override
    public void contain(String number, String problem, String measure) {
        jdbc.sql(
                        """
                        INSERT INTO case_containment (case_id, problem, measure, done_by, done_at)
                        VALUES (:id, :problem, :measure, :by, :at)
                        """)
                .param("id", cases.get(number).id())
                .param(
                        "problem",
                        CaseCheck.needed(
                                "problem", problem, LONGEST_TEXT, "Say what exactly is wrong, where and since when."))
                .param(
                        "measure",
                        CaseCheck.needed("containment", measure, LONGEST_TEXT, "Say what keeps it from getting worse."))
                .param("by", by())
                .param("at", now())
                .update();
    }

    @Override
    public void findCause(String number, String category, List<String> whys) {
        if (!CAUSE_CATEGORIES.contains(category)) {
            throw new Refused("causeCategory", "Choose what kind of cause it is.");
        }
        List<String> chain = new ArrayList<>();
        boolean ended = false;
        for (int i = 0; i < whys.size(); i++) {
            String field = "why" + (i + 1);
            String why = CaseCheck.within(field, whys.get(i), LONGEST_WHY);
            if (why == null) {
                ended = true;
            } else if (ended) {
                throw new Refused("why" + i, "Answer this why before the next one.");
            } else {
                chain.add(why);
            }
        }
        if (chain.isEmpty()) {
            throw new Refused("why1", "Say why it happened.");
        }
        jdbc.sql(
                        """
                        INSERT INTO case_cause (case_id, category, whys, found_by, found_at)
                        VALUES (:id, :category, :whys, :by, :at)
                        ON CONFLICT (case_id) DO NOTHING
                        """)
                .param("id", cases.get(number).id())
                .param("category", category)
                .param("whys", chain.toArray(String[]::new))
                .param("by", by())
                .param("at", now())
                .update();
    }

    @Override
    public int provideRemedy(
            String number, String remedy, @Nullable String goodwillKind, @Nullable BigDecimal goodwillAmount) {
        String text = CaseCheck.needed("remedy", remedy, LONGEST_TEXT, "Say what was done about it.");
        String kind =
                goodwillKind == null || goodwillKind.isBlank() || goodwillKind.equals("none") ? null : goodwillKind;
        BigDecimal amount = kind == null || goodwillAmount == null
                ? BigDecimal.ZERO
                : goodwillAmount.setScale(2, RoundingMode.HALF_UP);
        if (kind != null && !GOODWILL_KINDS.contains(kind)) {
            throw new Refused("goodwillKind", "Choose what the customer gets.");
        }
        if (kind != null && amount.signum() <= 0) {
            throw new Refused("goodwillAmount", "Say what it is worth, or choose that nothing is given.");
        }
        if (amount.compareTo(MOST_GOODWILL) > 0) {
            throw new Refused("goodwillAmount", "This is too much to be meant.");
        }
        return jdbc.sql(REMEDY)
                .param("id", cases.get(number).id())
                .param("remedy", text)
                .param("amount", amount)
                .param("kind", kind, Types.VARCHAR)
                .param("currency", currency)
                .param("by", by())
                .param("at", now())
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean askForConfirmation(String number) {
        ServiceCase asked = cases.get(number);
        String email = asked.contactEmail();
        Remedy remedy = remedies(asked.id()).stream()
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("Case " + number + " has no remedy"));
        if (email == null || linked(asked.id(), remedy.round())) {
            return false;
        }
        String token = SurveyTokens.create();
        jdbc.sql(
                        """
                        INSERT INTO case_confirmation_link (token_hash, case_id, round, sent_at, expires_at)
                        VALUES (:hash, :id, :round, :at, :expires)
                        """)
                .param("hash", SurveyTokens.hash(token))
                .param("id", asked.id())
                .param("round", remedy.round())
                .param("at", now())
                .param("expires", Timestamp.from(clock.instant().plus(LINK_LIVES)))
                .update();
        String customer = customers.get(asked.customerId()).name();
        String name = Objects.requireNonNullElse(asked.contactName(), customer);
        mails.write(new Mail(
                "case-confirmation:%s:%d".formatted(number, remedy.round()),
                "case-confirmation",
                Recipient.address(email, name, "en"),
                Map.of(
                        "company", company,
                        "contact", name,
                        "number", number,
                        "remedy", remedy.remedy(),
                        "link", baseUrl + "/confirm/" + token),
                asked.customerId(),
                number));
        return true;
    }

    private boolean linked(long caseId, int round) {
        return jdbc.sql("SELECT count(*) FROM case_confirmation_link WHERE case_id = :id AND round = :round")
                        .param("id", caseId)
                        .param("round", round)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public boolean confirmByPhone(String number, boolean solved, @Nullable String said) {
        ServiceCase confirmed = cases.get(number);
        int round = record(number).latestRemedy().map(Remedy::round).orElseThrow();
        confirm(confirmed.id(), round, solved, "phone", CaseCheck.within("said", said, LONGEST_TEXT), by());
        return confirmations(confirmed.id()).stream()
                .filter(it -> it.round() == round)
                .anyMatch(Confirmation::solved);
    }

    @Override
    @Transactional(readOnly = true)
    public ConfirmationLink look(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return new ConfirmationLink(State.UNKNOWN, null, null);
        }
        Instant now = clock.instant();
        return jdbc.sql(LOOK)
                .param("hash", SurveyTokens.hash(token))
                .query((row, n) -> new ConfirmationLink(
                        row.getBoolean("answered")
                                ? State.ANSWERED
                                : now.isBefore(row.getTimestamp("expires_at").toInstant()) ? State.OPEN : State.EXPIRED,
                        row.getString("number"),
                        row.getString("remedy")))
                .optional()
                .orElseGet(() -> new ConfirmationLink(State.UNKNOWN, null, null));
    }

    @Override
    public ConfirmationLink confirmByLink(String token, @Nullable Boolean solved, @Nullable String said) {
        ConfirmationLink link = look(token);
        if (link.state() != State.OPEN) {
            return link;
        }
        if (solved == null) {
            throw new Refused("solved", "Please choose yes or no.");
        }
        String text = CaseCheck.within("said", said, LONGEST_TEXT);
        ServiceCase confirmed = cases.get(link.known());
        int round = record(link.known()).latestRemedy().map(Remedy::round).orElseThrow();
        boolean first = confirm(confirmed.id(), round, solved, "link", text, "customer");
        return first ? link : new ConfirmationLink(State.ANSWERED, link.caseNumber(), link.remedy());
    }

    /** Two answers at once meet here: the second changes nothing. */
    private boolean confirm(long caseId, int round, boolean solved, String way, @Nullable String said, String by) {
        return jdbc.sql(CONFIRM)
                        .param("id", caseId)
                        .param("round", round)
                        .param("solved", solved)
                        .param("way", way)
                        .param("said", said, Types.VARCHAR)
                        .param("by", by)
                        .param("at", now())
                        .update()
                == 1;
    }

    @Override
    public void prevent(String number, String measure, String owner, LocalDate dueOn, @Nullable String lesson) {
        String text = CaseCheck.needed("measure", measure, LONGEST_TEXT, "Say what keeps it from happening again.");
        if (people.find(owner).filter(Person::active).isEmpty()) {
            throw new Refused("measureOwner", "Choose who sees to it.");
        }
        Days.checkAhead("measureDueOn", "Until when", dueOn, workingTime.today());
        jdbc.sql(PREVENT)
                .param("id", cases.get(number).id())
                .param("measure", text)
                .param("owner", owner)
                .param("dueOn", dueOn)
                .param("lesson", CaseCheck.within("lesson", lesson, 1500), Types.VARCHAR)
                .param("by", by())
                .param("at", now())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public ComplaintRecord record(String number) {
        long id = cases.get(number).id();
        return new ComplaintRecord(
                jdbc.sql(
                                "SELECT problem, measure, done_by, done_at FROM case_containment WHERE case_id = :id ORDER BY id")
                        .param("id", id)
                        .query((row, n) -> new Containment(
                                row.getString("problem"),
                                row.getString("measure"),
                                row.getString("done_by"),
                                at(row, "done_at")))
                        .list(),
                cause(id).orElse(null),
                remedies(id),
                confirmations(id),
                jdbc.sql("SELECT measure, owner, due_on, lesson, planned_by FROM case_prevention WHERE case_id = :id")
                        .param("id", id)
                        .query((row, n) -> new Prevention(
                                row.getString("measure"),
                                row.getString("owner"),
                                row.getObject("due_on", Date.class).toLocalDate(),
                                row.getString("lesson"),
                                row.getString("planned_by")))
                        .optional()
                        .orElse(null));
    }

    private Optional<Cause> cause(long caseId) {
        return jdbc.sql("SELECT category, whys, found_by, found_at FROM case_cause WHERE case_id = :id")
                .param("id", caseId)
                .query((row, n) -> new Cause(
                        row.getString("category"),
                        texts(row.getArray("whys")),
                        row.getString("found_by"),
                        at(row, "found_at")))
                .optional();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private List<Remedy> remedies(long caseId) {
        return jdbc.sql(
                        """
                        SELECT round, remedy, goodwill_amount, goodwill_kind, currency, goodwill_outcome, provided_by,
                               provided_at
                          FROM case_remedy WHERE case_id = :id ORDER BY round
                        """)
                .param("id", caseId)
                .query((row, n) -> new Remedy(
                        row.getInt("round"),
                        row.getString("remedy"),
                        row.getBigDecimal("goodwill_amount"),
                        row.getString("goodwill_kind"),
                        row.getString("currency"),
                        row.getString("goodwill_outcome"),
                        row.getString("provided_by"),
                        at(row, "provided_at")))
                .list();
    }

    private List<Confirmation> confirmations(long caseId) {
        return jdbc.sql(
                        """
                        SELECT round, solved, way, said, recorded_by, confirmed_at
                          FROM case_confirmation WHERE case_id = :id ORDER BY round
                        """)
                .param("id", caseId)
                .query((row, n) -> new Confirmation(
                        row.getInt("round"),
                        row.getBoolean("solved"),
                        row.getString("way"),
                        row.getString("said"),
                        row.getString("recorded_by"),
                        at(row, "confirmed_at")))
                .list();
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private String by() {
        return acting.user().orElse("system");
    }
}
