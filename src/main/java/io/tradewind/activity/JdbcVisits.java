package io.tradewind.activity;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.Customers;
import io.tradewind.customer.VisitReported;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Regions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcVisits implements Visits {

    private static final BigDecimal MOST_TRAVEL = new BigDecimal("100000");
    private static final Duration LONGEST = Duration.ofHours(14);

    private static final String INSERT =
            """
            INSERT INTO customer_visit (number, customer_id, rep, purpose, planned_on, planned, planned_at)
            VALUES ('V-' || :year || '-' || lpad(nextval('customer_visit_number')::text, 6, '0'), :customer, :rep, :purpose,
                    :on, :planned, :at)
            RETURNING number
            """;

    private static final String SELECT =
            """
            SELECT v.id, v.number, v.customer_id, v.rep, v.purpose, v.planned_on, v.planned, v.goal, r.happened, r.started_at,
                   r.ended_at, r.place, r.report, r.follow_up, r.follow_up_on, f.note AS followed_up, r.hints
              FROM customer_visit v LEFT JOIN visit_report r ON r.visit_id = v.id
              LEFT JOIN visit_follow_up f ON f.visit_id = v.id
            """;

    private static final String REPORT =
            """
            INSERT INTO visit_report (visit_id, happened, started_at, ended_at, place, met, report, travel_cost, currency,
                                      follow_up, follow_up_on, hints, reported_by, reported_at)
            VALUES (:id, :happened, :started, :ended, :place, :met, :report, :travelCost, :currency, :followUp, :followUpOn,
                    :hints, :by, :at)
            ON CONFLICT DO NOTHING
            """;

    /** Nobody is at two places at once, and no two visits are the same to the word. */
    private static final String ALIKE =
            """
            SELECT v.number, r.started_at < :ended AND r.ended_at > :started AS overlaps,
                   lower(r.report) = lower(:report) AS same_words
              FROM visit_report r JOIN customer_visit v ON v.id = r.visit_id
             WHERE r.reported_by = :by AND r.happened AND r.started_at > :since AND v.id <> :id
             ORDER BY r.started_at DESC
            """;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final CustomerAccess access;
    private final People people;
    private final Regions regions;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String currency;

    JdbcVisits(
            JdbcClient jdbc,
            Customers customers,
            CustomerAccess access,
            People people,
            Regions regions,
            WorkingTime workingTime,
            Acting acting,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.access = access;
        this.people = people;
        this.regions = regions;
        this.workingTime = workingTime;
        this.acting = acting;
        this.events = events;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public Visit plan(@Nullable String customer, String rep, @Nullable String purpose, @Nullable LocalDate on) {
        Customer visited = customer(customer);
        String why = needed("visitPurpose", purpose, 1000, "Say what the visit is for.");
        LocalDate today = workingTime.today();
        if (on == null || on.isAfter(today.plusYears(1)) || on.isBefore(today.minusDays(30))) {
            throw new Refused("plannedOn", "Say on which day: at most a year ahead, or at most 30 days ago.");
        }
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("customer", visited.id())
                .param("rep", people.get(rep).userId())
                .param("purpose", why)
                .param("on", on)
                .param("planned", !on.isBefore(today))
                .param("at", Timestamp.from(clock.instant()))
                .query(String.class)
                .single();
        return get(number);
    }

    /** One answer for an unknown customer and for one they may not see: whose customers there are is not told. */
    private Customer customer(@Nullable String numberOrName) {
        String asked = needed("customer", numberOrName, 200, "Say which customer: the number (K-000042) or the name.");
        return customers
                .byNumber(asked)
                .or(() -> customers.byName(asked))
                .filter(customer -> access.sight(customer, null).isPresent())
                .orElseThrow(() -> new Refused(
                        "customer",
                        "There is no customer '" + asked
                                + "', or none of yours. Give the number (K-000042) or the name as it is in our list."));
    }

    @Override
    @Transactional(readOnly = true)
    public Visit get(String number) {
        return jdbc.sql(SELECT + " WHERE v.number = :number")
                .param("number", number)
                .query(JdbcVisits::visit)
                .optional()
                .orElseThrow(() -> new Refused("visitNumber", "There is no visit " + number + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Visit> ofCustomer(long customerId) {
        return jdbc.sql(SELECT + " WHERE v.customer_id = :customer ORDER BY v.planned_at DESC, v.id DESC LIMIT 200")
                .param("customer", customerId)
                .query(JdbcVisits::visit)
                .list();
    }

    @Override
    public void prepare(String number, @Nullable String goal) {
        jdbc.sql("UPDATE customer_visit SET goal = :goal WHERE number = :number")
                .param("goal", needed("visitGoal", goal, 1000, "Say what you want to come back with."))
                .param("number", number)
                .update();
    }

    @Override
    public void report(String number, VisitReport report) {
        Visit visit = get(number);
        String words = needed(
                "visitReport",
                report.report(),
                4000,
                report.happened() ? "Say what was said and agreed." : "Say why it did not take place.");
        String followUp = within("visitFollowUp", report.followUp(), 1000);
        LocalDate followUpOn = report.followUpOn();
        if (followUp != null && (followUpOn == null || followUpOn.isBefore(workingTime.today()))) {
            throw new Refused("visitFollowUpOn", "Say until when it is done: a day from today on.");
        }
        Span span = report.happened() ? span(visit, report) : null;
        String place = within("visitPlace", report.place(), 300);
        if (span != null && place == null) {
            throw new Refused("visitPlace", "Say where you met.");
        }
        BigDecimal travelCost = travelCost(report.travelCost());
        List<String> hints = span == null ? List.of() : hints(visit, span, words);
        int first = jdbc.sql(REPORT)
                .param("id", visit.id())
                .param("happened", report.happened())
                .param("started", span == null ? null : Timestamp.from(span.from()), Types.TIMESTAMP)
                .param("ended", span == null ? null : Timestamp.from(span.until()), Types.TIMESTAMP)
                .param("place", span == null ? null : place, Types.VARCHAR)
                .param("met", within("visitMet", report.met(), 300), Types.VARCHAR)
                .param("report", words)
                .param("travelCost", travelCost, Types.NUMERIC)
                .param("currency", currency)
                .param("followUp", followUp, Types.VARCHAR)
                .param("followUpOn", followUp == null ? null : followUpOn, Types.DATE)
                .param("hints", hints.toArray(String[]::new))
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (first == 1 && span != null) {
            events.publishEvent(new VisitReported(
                    number,
                    visit.rep(),
                    visit.customerId(),
                    Objects.requireNonNull(report.on()),
                    Math.toIntExact(span.length().toMinutes()),
                    travelCost,
                    travelCost == null ? null : currency));
        }
    }

    private record Span(Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    private Span span(Visit visit, VisitReport report) {
        LocalDate on = report.on();
        if (on == null) {
            throw new Refused("visitedOn", "Say on which day you met.");
        }
        ZoneId zone =
                regions.zoneOf(people.find(visit.rep()).map(Person::region).orElse(null));
        Instant from = on.atTime(time("visitFrom", report.from())).atZone(zone).toInstant();
        Instant until =
                on.atTime(time("visitUntil", report.until())).atZone(zone).toInstant();
        if (!until.isAfter(from)) {
            throw new Refused("visitUntil", "The visit would end before it began. Correct one of the two.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new Refused("visitUntil", "No visit lasts so long; report each day of it as a visit of its own.");
        }
        if (until.isAfter(clock.instant())) {
            throw new Refused("visitUntil", "This moment has not come yet. Report the visit when it is over.");
        }
        if (on.isBefore(workingTime.today().minusDays(60))) {
            throw new Refused("visitedOn", "This is too long ago to be reported: at most 60 days.");
        }
        return new Span(from, until);
    }

    private static LocalTime time(String field, @Nullable String text) {
        try {
            return LocalTime.parse(text == null ? "" : text.strip());
        } catch (DateTimeException e) {
            throw new Refused(field, "Say at what time, like 09:30 or 14:00.");
        }
    }

    private static @Nullable BigDecimal travelCost(@Nullable BigDecimal cost) {
        if (cost == null) {
            return null;
        }
        if (cost.signum() < 0 || cost.compareTo(MOST_TRAVEL) > 0) {
            throw new Refused("travelCost", "Travel costs between 0 and 100,000; leave it empty if there were none.");
        }
        return cost.setScale(2, RoundingMode.HALF_UP);
    }

    private List<String> hints(Visit visit, Span span, String words) {
        List<String> hints = new ArrayList<>();
        jdbc
                .sql(ALIKE)
                .param("started", Timestamp.from(span.from()))
                .param("ended", Timestamp.from(span.until()))
                .param("report", words)
                .param("by", acting.user().orElse("system"))
                .param("since", Timestamp.from(span.from().minus(Duration.ofDays(90))))
                .param("id", visit.id())
                .query((row, n) -> row.getBoolean("overlaps")
                        ? "at the same time as " + row.getString("number")
                        : row.getBoolean("same_words") ? "the same words as " + row.getString("number") : "")
                .list()
                .stream()
                .filter(hint -> !hint.isEmpty())
                .limit(3)
                .forEach(hints::add);
        String region = people.find(visit.rep()).map(Person::region).orElse(null);
        if (workingTime.in(region).between(span.from(), span.until()).isZero()) {
            hints.add("outside working time");
        }
        if (!visit.planned()) {
            hints.add("not planned before");
        }
        return hints;
    }

    @Override
    public void followUp(String number, @Nullable String note) {
        jdbc.sql(
                        """
                        INSERT INTO visit_follow_up (visit_id, note, done_by, done_at)
                        VALUES (:id, :note, :by, :at) ON CONFLICT DO NOTHING
                        """)
                .param("id", get(number).id())
                .param("note", needed("followUpNote", note, 2000, "Say how it was done, or why not."))
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static String needed(String field, @Nullable String text, int longest, String question) {
        String within = within(field, text, longest);
        if (within == null) {
            throw new Refused(field, question);
        }
        return within;
    }

    private static @Nullable String within(String field, @Nullable String text, int longest) {
        String tidied = text == null ? "" : text.replace("\u0000", "").strip();
        if (tidied.length() > longest) {
            throw new Refused(field, "This is too long to keep: at most %,d characters are taken.".formatted(longest));
        }
        return tidied.isEmpty() ? null : tidied;
    }

    private static Visit visit(ResultSet row, int number) throws SQLException {
        Timestamp started = row.getTimestamp("started_at");
        Timestamp ended = row.getTimestamp("ended_at");
        Array hints = row.getArray("hints");
        return new Visit(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getString("purpose"),
                row.getObject("planned_on", LocalDate.class),
                row.getBoolean("planned"),
                row.getString("goal"),
                row.getObject("happened", Boolean.class),
                started == null ? null : started.toInstant(),
                started == null || ended == null
                        ? null
                        : (int) Duration.between(started.toInstant(), ended.toInstant())
                                .toMinutes(),
                row.getString("place"),
                row.getString("report"),
                row.getString("follow_up"),
                row.getObject("follow_up_on", LocalDate.class),
                row.getString("followed_up"),
                hints == null ? List.of() : List.of((String[]) hints.getArray()));
    }
}
