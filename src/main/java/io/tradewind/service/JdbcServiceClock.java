package io.tradewind.service;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.DecisionVersions;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcServiceClock implements ServiceClock {

    private static final String TABLE = "service-level";
    private static final List<Integer> PERCENTS = List.of(50, 80, 100);

    private static final String SELECT =
            """
            SELECT c.id, c.number, c.severity, c.opened_at, c.resolved_at, k.customer_class, k.region, k.respond_seconds,
                   k.resolve_seconds, k.table_version, k.used_seconds, k.running_since, k.respond_used_seconds,
                   k.resolve_used_seconds
              FROM service_case c JOIN case_clock k ON k.case_id = c.id
             WHERE c.number = :number
            """;

    private static final String START =
            """
            INSERT INTO case_clock (case_id, customer_class, region, respond_seconds, resolve_seconds, table_version,
                                    rated_at, running_since)
            VALUES (:id, :class, :region, :respond, :resolve, :tableVersion, :at, :at)
            """;

    private static final String RATED =
            """
            INSERT INTO case_rating (case_id, severity, customer_class, respond_seconds, resolve_seconds, table_version,
                                     why, rated_by, rated_at)
            VALUES (:id, :severity, :class, :respond, :resolve, :tableVersion, :why, :by, :at)
            """;

    private static final String RERATE =
            """
            UPDATE case_clock
               SET customer_class = :class, respond_seconds = :respond, resolve_seconds = :resolve,
                   table_version = :tableVersion, rated_at = :at, version = version + 1
             WHERE case_id = :id
            """;

    private static final String SET_CLOCK =
            """
            UPDATE case_clock SET used_seconds = :used, running_since = :since, version = version + 1 WHERE case_id = :id
            """;

    private static final String PAUSED =
            """
            INSERT INTO case_pause (case_id, started_at, started_by, why, ended_at, ended_by)
            VALUES (:id, :from, :by, :why, :until, :endedBy)
            """;

    private static final String PAUSES =
            """
            SELECT p.started_at, p.started_by, p.why, p.ended_at, p.ended_by
              FROM case_pause p JOIN service_case c ON c.id = p.case_id
             WHERE c.number = :number
             ORDER BY p.started_at, p.id
            """;

    private final JdbcClient jdbc;
    private final CustomerTime time;
    private final CaseWarnings caseWarnings;
    private final Customers customers;
    private final People people;
    private final DecisionTables tables;
    private final DecisionVersions versions;
    private final Acting acting;
    private final Clock clock;

    JdbcServiceClock(
            JdbcClient jdbc,
            CustomerTime time,
            CaseWarnings caseWarnings,
            Customers customers,
            People people,
            DecisionTables tables,
            DecisionVersions versions,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.time = time;
        this.caseWarnings = caseWarnings;
        this.customers = customers;
        this.people = people;
        this.tables = tables;
        this.versions = versions;
        this.acting = acting;
        this.clock = clock;
    }

    /** A row of the clock with what it needs of its case. */
    private record Row(
            long caseId,
            String number,
            Severity severity,
            Instant openedAt,
            boolean resolved,
            String customerClass,
            @Nullable String region,
            Duration respond,
            Duration resolve,
            int tableVersion,
            Duration usedBefore,
            @Nullable Instant runningSince,
            @Nullable Duration respondUsed,
            @Nullable Duration resolveUsed) {

        Duration allowed(Milestone milestone) {
            return milestone == Milestone.RESPOND ? respond : resolve;
        }

        boolean reached(Milestone milestone) {
            return (milestone == Milestone.RESPOND ? respondUsed : resolveUsed) != null;
        }
    }

    private record Level(Duration respond, Duration resolve, int tableVersion) {}

    /** Begins to count for a case that was just opened. */
    void start(ServiceCase opened, Customer customer, Instant now) {
        Level level = level(customer.customerClass(), opened.severity());
        jdbc.sql(START)
                .param("id", opened.id())
                .param("class", customer.customerClass())
                .param("region", region(customer), Types.VARCHAR)
                .param("respond", level.respond().toSeconds())
                .param("resolve", level.resolve().toSeconds())
                .param("tableVersion", level.tableVersion())
                .param("at", Timestamp.from(now))
                .update();
        rated(opened.id(), opened.severity(), customer.customerClass(), level, "Opened", now);
    }

    private @Nullable String region(Customer customer) {
        if (customer.region() != null) {
            return customer.region();
        }
        return Optional.ofNullable(customer.owner())
                .flatMap(people::find)
                .map(Person::region)
                .orElse(null);
    }

    private Level level(String customerClass, Severity severity) {
        Map<String, Object> rule = tables.first(
                        TABLE, Map.of("customerClass", customerClass, "severity", severity.code()))
                .orElseThrow(() -> new IllegalStateException("No row of " + TABLE + " matches"));
        return new Level(hours(rule, "respondHours"), hours(rule, "resolveHours"), versions.version(TABLE));
    }

    private static Duration hours(Map<String, Object> rule, String column) {
        return Duration.ofHours(((Number) rule.get(column)).longValue());
    }

    private void rated(long id, Severity severity, String customerClass, Level level, String why, Instant now) {
        jdbc.sql(RATED)
                .param("id", id)
                .param("severity", severity.code())
                .param("class", customerClass)
                .param("respond", level.respond().toSeconds())
                .param("resolve", level.resolve().toSeconds())
                .param("tableVersion", level.tableVersion())
                .param("why", why)
                .param("by", by())
                .param("at", Timestamp.from(now))
                .update();
    }

    @Override
    public ClockReading read(String number) {
        Row row = row(number, false);
        Instant now = clock.instant();
        Duration used = used(row, now);
        return new ClockReading(
                row.customerClass(),
                row.region(),
                row.respond(),
                row.resolve(),
                row.tableVersion(),
                used,
                row.respondUsed(),
                row.resolveUsed(),
                row.runningSince() != null,
                dueAt(row, row.respond(), now, used),
                dueAt(row, row.resolve(), now, used));
    }

    private Duration used(Row row, Instant now) {
        return row.runningSince() == null
                ? row.usedBefore()
                : row.usedBefore().plus(time.between(row.region(), row.runningSince(), now));
    }

    /** From the moment the clock last began to run, so that reading it later gives the same answer. */
    private Instant dueAt(Row row, Duration allowed, Instant now, Duration used) {
        return row.runningSince() == null
                ? time.plus(row.region(), now, allowed.minus(used))
                : time.plus(row.region(), row.runningSince(), allowed.minus(row.usedBefore()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<CasePause> pauses(String number) {
        return jdbc.sql(PAUSES)
                .param("number", number)
                .query((row, n) -> new CasePause(
                        row.getTimestamp("started_at").toInstant(),
                        row.getString("started_by"),
                        row.getString("why"),
                        instant(row, "ended_at"),
                        row.getString("ended_by")))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<CaseRating> ratings(String number) {
        return jdbc.sql(
                        """
                        SELECT r.severity, r.customer_class, r.respond_seconds, r.resolve_seconds, r.table_version, r.why,
                               r.rated_by, r.rated_at
                          FROM case_rating r JOIN service_case c ON c.id = r.case_id
                         WHERE c.number = :number ORDER BY r.id
                        """)
                .param("number", number)
                .query((row, n) -> new CaseRating(
                        Severity.of(row.getString("severity")),
                        row.getString("customer_class"),
                        row.getLong("respond_seconds") / 3600,
                        row.getLong("resolve_seconds") / 3600,
                        row.getInt("table_version"),
                        row.getString("why"),
                        row.getString("rated_by"),
                        row.getTimestamp("rated_at").toInstant()))
                .list();
    }

    @Override
    public void pause(String number, String why) {
        String reason = reason(why);
        Row row = unresolved(number);
        if (row.runningSince() == null) {
            throw new Refused("why", "The clock of " + number + " stands already. Let it run again first.");
        }
        stop(row, reason);
    }

    @Override
    public void pauseIfRunning(String number, String why) {
        Row row = row(number, true);
        if (!row.resolved() && row.runningSince() != null) {
            stop(row, reason(why));
        }
    }

    private void stop(Row row, String reason) {
        Instant now = clock.instant();
        addPause(row, now, null, reason);
        setClock(row, used(row, now), null);
    }

    @Override
    public void resume(String number, @Nullable Instant from) {
        Row row = unresolved(number);
        if (row.runningSince() != null) {
            throw new Refused("from", "The clock of " + number + " runs already.");
        }
        Instant now = clock.instant();
        Instant end = from == null ? now : from;
        Instant started = openPause(number);
        if (end.isBefore(started)) {
            throw new Refused("from", "The pause would end before it started. Name a moment after its start.");
        }
        if (end.isAfter(now)) {
            throw new Refused("from", "This moment has not come yet.");
        }
        endPause(row, end);
    }

    @Override
    public void resumeIfPaused(String number) {
        Row row = row(number, true);
        if (row.runningSince() == null && !row.resolved()) {
            endPause(row, clock.instant());
        }
    }

    private Instant openPause(String number) {
        return pauses(number).stream()
                .filter(pause -> pause.endedAt() == null)
                .map(CasePause::startedAt)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The clock of " + number + " stands without a pause"));
    }

    private void endPause(Row row, Instant end) {
        jdbc.sql("UPDATE case_pause SET ended_at = :at, ended_by = :by WHERE case_id = :id AND ended_at IS NULL")
                .param("at", Timestamp.from(end))
                .param("by", by())
                .param("id", row.caseId())
                .update();
        setClock(row, row.usedBefore(), end);
    }

    @Override
    public void recordPause(String number, Instant from, Instant until, String why) {
        String reason = reason(why);
        Row row = unresolved(number);
        if (until.isBefore(from)) {
            throw new Refused("until", "The pause would end before it starts. Correct one of the two.");
        }
        if (from.isBefore(row.openedAt())) {
            throw new Refused("from", "The case was not open yet then.");
        }
        if (until.isAfter(clock.instant())) {
            throw new Refused("until", "This moment has not come yet. To wait from now on, pause the clock.");
        }
        boolean overlaps = pauses(number).stream()
                .anyMatch(pause -> from.isBefore(pause.endedAt() == null ? Instant.MAX : pause.endedAt())
                        && until.isAfter(pause.startedAt()));
        if (overlaps) {
            throw new Refused("from", "The clock stood for a part of this time already. Leave that part out.");
        }
        addPause(row, from, until, reason);
        // the running stretch still counts from its beginning, so the pause is taken off what was used before
        Duration given = time.between(row.region(), from, until);
        setClock(row, row.usedBefore().minus(given), row.runningSince());
        caseWarnings.tellOfMoreTime(
                number,
                by(),
                "a pause of %d working minutes was added afterwards".formatted(given.toMinutes()),
                reason,
                clock.instant());
    }

    private void addPause(Row row, Instant from, @Nullable Instant until, String reason) {
        jdbc.sql(PAUSED)
                .param("id", row.caseId())
                .param("from", Timestamp.from(from))
                .param("by", by())
                .param("why", reason)
                .param("until", until == null ? null : Timestamp.from(until))
                .param("endedBy", until == null ? null : by(), Types.VARCHAR)
                .update();
    }

    private void setClock(Row row, Duration used, @Nullable Instant since) {
        jdbc.sql(SET_CLOCK)
                .param("used", used.toSeconds())
                .param("since", since == null ? null : Timestamp.from(since))
                .param("id", row.caseId())
                .update();
    }

    @Override
    public void rerate(String number, Severity severity, String why) {
        String reason = reason(why);
        Row row = unresolved(number);
        Instant now = clock.instant();
        String customerClass = jdbc.sql("SELECT customer_id FROM service_case WHERE id = :id")
                .param("id", row.caseId())
                .query(Long.class)
                .optional()
                .flatMap(customers::find)
                .map(Customer::customerClass)
                .orElse(row.customerClass());
        Level level = level(customerClass, severity);
        jdbc.sql("UPDATE service_case SET severity = :severity, version = version + 1 WHERE id = :id")
                .param("severity", severity.code())
                .param("id", row.caseId())
                .update();
        jdbc.sql(RERATE)
                .param("class", customerClass)
                .param("respond", level.respond().toSeconds())
                .param("resolve", level.resolve().toSeconds())
                .param("tableVersion", level.tableVersion())
                .param("at", Timestamp.from(now))
                .param("id", row.caseId())
                .update();
        rated(row.caseId(), severity, customerClass, level, reason, now);
        if (level.respond().compareTo(row.respond()) > 0 || level.resolve().compareTo(row.resolve()) > 0) {
            String what = "severity %s instead of %s, so %d instead of %d working hours to resolve"
                    .formatted(
                            severity.code(),
                            row.severity().code(),
                            level.resolve().toHours(),
                            row.resolve().toHours());
            caseWarnings.tellOfMoreTime(number, by(), what, reason, now);
        }
    }

    /** @return what the first answer took */
    Duration stopResponse(ServiceCase answered, Instant now) {
        Row row = row(answered.number(), true);
        Duration used = used(row, now);
        jdbc.sql("UPDATE case_clock SET respond_used_seconds = :used, version = version + 1 WHERE case_id = :id")
                .param("used", used.toSeconds())
                .param("id", row.caseId())
                .update();
        return used;
    }

    /** Ends a lasting pause too. @return what the resolution took */
    Duration stopResolution(ServiceCase resolved, Instant now) {
        Row row = row(resolved.number(), true);
        Duration used = used(row, now);
        if (row.runningSince() == null) {
            endPause(row, now);
        }
        setClock(row, used, null);
        jdbc.sql("UPDATE case_clock SET resolve_used_seconds = :used, version = version + 1 WHERE case_id = :id")
                .param("used", used.toSeconds())
                .param("id", row.caseId())
                .update();
        return used;
    }

    @Override
    public NextMoment next(String number) {
        Row row = row(number, true);
        List<GivenWarning> given = warnings(number);
        Instant now = clock.instant();
        Duration used = used(row, now);
        Optional<NextMoment> next = Stream.of(Milestone.values())
                .filter(milestone -> !row.resolved() && !row.reached(milestone))
                .flatMap(milestone -> PERCENTS.stream()
                        .filter(percent ->
                                given.stream().noneMatch(it -> it.milestone() == milestone && it.percent() == percent))
                        .map(percent -> new NextMoment(
                                "running",
                                dueAt(row, part(row.allowed(milestone), percent), now, used),
                                milestone,
                                percent)))
                .min(Comparator.comparing(moment -> java.util.Objects.requireNonNull(moment.at())));
        if (next.isEmpty()) {
            return new NextMoment("over", null, null, null);
        }
        return row.runningSince() == null ? new NextMoment("paused", null, null, null) : next.get();
    }

    private static Duration part(Duration allowed, int percent) {
        return allowed.multipliedBy(percent).dividedBy(100);
    }

    @Override
    public void warn(String number, Milestone milestone, int percent) {
        Row row = row(number, true);
        Duration used = used(row, clock.instant());
        boolean early = used.compareTo(part(row.allowed(milestone), percent)) < 0;
        if (early || row.reached(milestone) || row.resolved()) {
            return;
        }
        int first = jdbc.sql(
                        """
                        INSERT INTO case_warning (case_id, milestone, percent, given_at)
                        VALUES (:id, :milestone, :percent, :at) ON CONFLICT DO NOTHING
                        """)
                .param("id", row.caseId())
                .param("milestone", milestone.code())
                .param("percent", percent)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (first == 1) {
            caseWarnings.tell(number, milestone, percent, dueAt(row, row.allowed(milestone), clock.instant(), used));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<GivenWarning> warnings(String number) {
        return jdbc.sql(
                        """
                        SELECT w.milestone, w.percent, w.given_at
                          FROM case_warning w JOIN service_case c ON c.id = w.case_id
                         WHERE c.number = :number ORDER BY w.given_at, w.milestone, w.percent
                        """)
                .param("number", number)
                .query((row, n) -> new GivenWarning(
                        Milestone.of(row.getString("milestone")),
                        row.getInt("percent"),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    private Row unresolved(String number) {
        Row row = row(number, true);
        if (row.resolved()) {
            throw new Refused("Case " + number + " is resolved; its clock has stopped for good.");
        }
        return row;
    }

    private Row row(String number, boolean locked) {
        return jdbc.sql(locked ? SELECT + " FOR UPDATE OF c, k" : SELECT)
                .param("number", number)
                .query(JdbcServiceClock::row)
                .optional()
                .orElseThrow(() -> new Refused("caseNumber", "There is no case " + number + "."));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("number"),
                Severity.of(row.getString("severity")),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("resolved_at") != null,
                row.getString("customer_class"),
                row.getString("region"),
                Duration.ofSeconds(row.getLong("respond_seconds")),
                Duration.ofSeconds(row.getLong("resolve_seconds")),
                row.getInt("table_version"),
                Duration.ofSeconds(row.getLong("used_seconds")),
                instant(row, "running_since"),
                seconds(row, "respond_used_seconds"),
                seconds(row, "resolve_used_seconds"));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        Long value = row.getObject(column, Long.class);
        return value == null ? null : Duration.ofSeconds(value);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static String reason(String why) {
        return CaseCheck.needed("why", why, LONGEST_REASON, "Say why, in a few words.");
    }

    private String by() {
        return acting.user().orElse("system");
    }
}
