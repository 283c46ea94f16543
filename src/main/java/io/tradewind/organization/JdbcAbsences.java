package io.tradewind.organization;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcAbsences implements Absences {

    private static final int LONGEST = 366;
    private static final int FARTHEST_YEARS = 2;
    private static final BigDecimal LARGEST_CAP = new BigDecimal("1000000000");

    /** The person and everybody below; UNION drops whoever was met before, so a circle ends. */
    private static final String SPOKEN_FOR =
            """
            WITH RECURSIVE spoken_for AS (
              SELECT user_id FROM person WHERE user_id = :by OR :everybody
              UNION
              SELECT p.user_id FROM person p JOIN spoken_for ON p.manager = spoken_for.user_id
            )
            """;

    private static final String SELECT =
            """
            SELECT a.id, a.user_id, p.name, a.from_day, a.to_day, a.delegate, d.name AS delegate_name, a.scope, a.cap,
                   a.cap_currency, a.entered_by, a.entered_at, a.to_day >= :today AS can_be_ended
              FROM absence a JOIN person p USING (user_id) LEFT JOIN person d ON d.user_id = a.delegate
            """;

    private static final String KNOWN = SPOKEN_FOR
            + SELECT
            + """
             WHERE a.user_id IN (SELECT user_id FROM spoken_for) AND a.to_day >= :since
             ORDER BY a.from_day DESC, a.id DESC
            """;

    private static final String INSERT =
            """
            INSERT INTO absence (user_id, from_day, to_day, delegate, scope, cap, cap_currency, entered_by, entered_at)
            VALUES (:userId, :from, :to, :delegate, :scope, :cap, :currency, :by, :now) RETURNING id
            """;

    private static final String UPDATE =
            """
            UPDATE absence SET from_day = :from, to_day = :to, delegate = :delegate, scope = :scope, cap = :cap,
                               cap_currency = :currency, begun_at = NULL
             WHERE id = :id
            """;

    private static final String RECORD =
            """
            INSERT INTO absence_record (absence_id, act, acted_by, acted_at, absence)
            SELECT a.id, :act, :by, :now, to_jsonb(a) - 'begun_at' FROM absence a WHERE a.id = :id
            RETURNING id
            """;

    private static final String RECORDED = SPOKEN_FOR
            + """
            SELECT absence_id, act, acted_by, acted_at, absence::text AS absence FROM absence_record
             WHERE absence ->> 'user_id' IN (SELECT user_id FROM spoken_for)
             ORDER BY id DESC LIMIT 200
            """;

    /** Delegations of one person that share a day with the given ones. */
    private static final String DELEGATED =
            """
            SELECT user_id, from_day, to_day, delegate FROM absence
             WHERE user_id = :userId AND delegate IS NOT NULL AND id <> :except AND from_day <= :to AND to_day >= :from
            """;

    private static final String OVERLAPPING =
            """
            SELECT from_day, to_day FROM absence
             WHERE user_id = :userId AND id <> :except AND from_day <= :to AND to_day >= :from
             ORDER BY from_day LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Regions regions;
    private final Scopes scopes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String currency;

    JdbcAbsences(
            JdbcClient jdbc,
            People people,
            Regions regions,
            Scopes scopes,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.people = people;
        this.regions = regions;
        this.scopes = scopes;
        this.events = events;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public long enter(@Nullable String userId, @Nullable LocalDate from, @Nullable LocalDate to, String by) {
        return enter(NewAbsence.days(userId, from, to), by);
    }

    @Override
    public long enter(NewAbsence wanted, String by) {
        Person person = people.get(
                wanted.userId() == null || wanted.userId().isBlank()
                        ? by
                        : wanted.userId().strip());
        if (!speaksFor(by, person.userId())) {
            throw new Refused(
                    "userId",
                    "The absence of " + person.name() + " is entered by themselves, a superior of theirs or"
                            + " an administrator.");
        }
        if (!person.active()) {
            throw new Refused("userId", person.name() + " has left.");
        }
        LocalDate today = today(person);
        if (wanted.from() != null && wanted.from().isBefore(today)) {
            throw new Refused("from", "The first day away must be today, " + today + ", or later.");
        }
        long id = fields(jdbc.sql(INSERT), checked(wanted, person, 0, by))
                .param("userId", person.userId())
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
        say("entered", id, by);
        return id;
    }

    @Override
    public boolean change(long id, NewAbsence wanted, String by) {
        Optional<Absence> found = held(id, by);
        if (found.isEmpty()) {
            return false;
        }
        Absence present = found.get();
        Person person = people.get(present.userId());
        if (wanted.userId() != null && !wanted.userId().equals(person.userId())) {
            throw new Refused("userId", "Whose absence it is does not change; end it and enter another.");
        }
        LocalDate today = today(person);
        if (wanted.from() != null && !wanted.from().equals(present.from())) {
            if (!present.from().isAfter(today)) {
                throw new Refused("from", "The absence has begun on " + present.from() + "; its first day stays.");
            }
            if (wanted.from().isBefore(today)) {
                throw new Refused("from", "The first day away must be today, " + today + ", or later.");
            }
        }
        if (wanted.to() != null && wanted.to().isBefore(today)) {
            throw new Refused("to", "The last day away must be today, " + today + ", or later; or end the absence.");
        }
        fields(jdbc.sql(UPDATE), checked(wanted, person, id, by))
                .param("id", id)
                .update();
        say("changed", id, by);
        return true;
    }

    /** Days and delegate as they will be written; one at a time, or two at once could overlap or make a circle. */
    private NewAbsence checked(NewAbsence wanted, Person person, long except, String by) {
        LocalDate from = wanted.from();
        LocalDate to = wanted.to();
        checkDays(from, to, person);
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('tradewind.absence'))")
                .query((row, number) -> 1)
                .single();
        jdbc.sql(OVERLAPPING)
                .param("userId", person.userId())
                .param("from", from)
                .param("to", to)
                .param("except", except)
                .query((row, number) -> row.getString("from_day") + " to " + row.getString("to_day"))
                .optional()
                .ifPresent(days -> {
                    throw new Refused(
                            "from",
                            person.name() + " is already absent from " + days
                                    + "; end that absence first, or choose other days.");
                });
        if (wanted.delegate() == null || wanted.delegate().isBlank()) {
            if (!wanted.scope().isEmpty() || wanted.cap() != null) {
                throw new Refused(
                        "delegate", "Say who stands in; or leave 'Approvals up to' and 'Only for some tasks' empty.");
            }
            return new NewAbsence(person.userId(), from, to, null, List.of(), null, null);
        }
        Person delegate = delegate(wanted.delegate().strip(), person, by);
        refuseCircle(person, delegate, from, to, except);
        return new NewAbsence(
                person.userId(), from, to, delegate.userId(), scope(wanted), cap(wanted), capCurrency(wanted));
    }

    private Person delegate(String userId, Person person, String by) {
        Person delegate = people.find(userId)
                .orElseThrow(() -> new Refused(
                        "delegate", "Nobody here has the user id '" + userId + "'. Choose who stands in anew."));
        if (delegate.userId().equals(person.userId())) {
            throw new Refused("delegate", person.name() + " cannot stand in for themselves. Choose somebody else.");
        }
        if (!delegate.active()) {
            throw new Refused("delegate", delegate.name() + " has left. Choose somebody else to stand in.");
        }
        boolean superior = people.reportingLine(person.userId()).stream()
                .anyMatch(above -> above.userId().equals(by));
        if (delegate.userId().equals(by) && !superior) {
            throw new Refused(
                    "delegate",
                    "Who enters somebody else's absence stands in only as a superior. Choose somebody else.");
        }
        if (delegate.role().equals(Roles.AUDITOR)) {
            throw new Refused("delegate", "An auditor watches and decides nothing; choose somebody else.");
        }
        if (Roles.KNOW_COST.contains(person.role()) && !Roles.KNOW_COST.contains(delegate.role())) {
            throw new Refused(
                    "delegate",
                    "%s knows what our goods cost; so must whoever stands in. %s does not; choose somebody else."
                            .formatted(person.name(), delegate.name()));
        }
        return delegate;
    }

    /** Nobody stands in for somebody who on the same day stands in for them, not even through others. */
    private void refuseCircle(Person person, Person delegate, LocalDate from, LocalDate to, long except) {
        Deque<Link> open = new ArrayDeque<>(List.of(new Link(person.userId(), from, to, delegate.userId())));
        Set<Link> met = new HashSet<>();
        while (!open.isEmpty()) {
            Link link = open.pop();
            if (link.delegate().equals(person.userId())) {
                throw new Refused(
                        "delegate",
                        "%s and %s would stand in for one another from %s to %s; choose somebody else."
                                .formatted(person.name(), delegate.name(), link.fromDay(), link.toDay()));
            }
            if (met.add(link)) {
                jdbc.sql(DELEGATED)
                        .param("userId", link.delegate())
                        .param("from", link.fromDay())
                        .param("to", link.toDay())
                        .param("except", except)
                        .query(Link.class)
                        .list()
                        .forEach(next -> open.push(next.within(link)));
            }
        }
    }

    private record Link(String userId, LocalDate fromDay, LocalDate toDay, String delegate) {
        Link within(Link other) {
            return new Link(
                    userId,
                    fromDay.isBefore(other.fromDay) ? other.fromDay : fromDay,
                    toDay.isAfter(other.toDay) ? other.toDay : toDay,
                    delegate);
        }
    }

    private List<String> scope(NewAbsence wanted) {
        Set<String> known = scopes.words().keySet();
        for (String word : wanted.scope()) {
            if (!known.contains(word)) {
                throw new Refused(
                        "scope",
                        "There is no process or kind of approval '" + word + "'; choose from "
                                + String.join(", ", known) + ".");
            }
        }
        return wanted.scope().stream().distinct().toList();
    }

    private static @Nullable BigDecimal cap(NewAbsence wanted) {
        BigDecimal cap = wanted.cap();
        if (cap == null) {
            return null;
        }
        if (cap.signum() < 0 || cap.compareTo(LARGEST_CAP) > 0) {
            throw new Refused("cap", "'Approvals up to' must be between 0 and 1,000,000,000.");
        }
        if (cap.stripTrailingZeros().scale() > 2) {
            throw new Refused("cap", "'Approvals up to' has at most two decimals.");
        }
        return cap.stripTrailingZeros().setScale(2);
    }

    private @Nullable String capCurrency(NewAbsence wanted) {
        if (wanted.cap() == null) {
            return null;
        }
        String code = wanted.capCurrency() == null || wanted.capCurrency().isBlank()
                ? currency
                : wanted.capCurrency().strip();
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new Refused("capCurrency", "'" + code + "' is no currency; write it like USD.");
        }
    }

    private static JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, NewAbsence absence) {
        return statement
                .param("from", absence.from())
                .param("to", absence.to())
                .param("delegate", absence.delegate())
                .param("scope", absence.scope().toArray(String[]::new))
                .param("cap", absence.cap())
                .param("currency", absence.capCurrency());
    }

    private void say(String act, long id, String by) {
        long record = jdbc.sql(RECORD)
                .param("id", id)
                .param("act", act)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
        events.publishEvent(new AbsenceSaid(act, get(id), by, record));
    }

    private Absence get(long id) {
        return jdbc.sql(SELECT + " WHERE a.id = :id")
                .param("id", id)
                .param("today", LocalDate.ofInstant(clock.instant(), regions.zoneOf(null)))
                .query(JdbcAbsences::absence)
                .single();
    }

    /** Locked, if this person speaks for whose absence it is; refused when it is over. */
    private Optional<Absence> held(long id, String by) {
        Optional<Absence> found = jdbc.sql("SELECT id FROM absence WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(this::get)
                .filter(absence -> speaksFor(by, absence.userId()));
        found.filter(absence -> absence.to().isBefore(today(people.get(absence.userId()))))
                .ifPresent(absence -> {
                    throw new Refused(
                            "to", "This absence was over on " + absence.to() + "; past days stay as they were.");
                });
        return found;
    }

    @Override
    public boolean end(long id, String by) {
        Optional<Absence> found = held(id, by);
        if (found.isEmpty()) {
            return false;
        }
        Absence absence = found.get();
        LocalDate today = today(people.get(absence.userId()));
        if (absence.from().isBefore(today)) {
            jdbc.sql("UPDATE absence SET to_day = :yesterday, ended_by = :by, ended_at = :now WHERE id = :id")
                    .param("yesterday", today.minusDays(1))
                    .param("by", by)
                    .param("now", now())
                    .param("id", id)
                    .update();
            say("ended", id, by);
        } else {
            say("removed", id, by);
            jdbc.sql("DELETE FROM absence WHERE id = :id").param("id", id).update();
        }
        return true;
    }

    @Override
    public List<Absence> knownTo(String by) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), regions.zoneOf(null));
        return jdbc.sql(KNOWN)
                .param("by", by)
                .param("everybody", isAdministrator(by))
                .param("today", today)
                .param("since", today.minusYears(1))
                .query(JdbcAbsences::absence)
                .list();
    }

    @Override
    public List<Absence> entrustedTo(String userId) {
        return jdbc.sql(SELECT + " WHERE a.delegate = :userId AND a.to_day >= :today ORDER BY a.from_day, a.id")
                .param("userId", userId)
                .param("today", LocalDate.ofInstant(clock.instant(), regions.zoneOf(null)))
                .query(JdbcAbsences::absence)
                .list();
    }

    @Override
    public List<AbsenceRecord> record(String by) {
        return jdbc.sql(RECORDED)
                .param("by", by)
                .param("everybody", isAdministrator(by))
                .query((row, number) -> new AbsenceRecord(
                        row.getLong("absence_id"),
                        row.getString("act"),
                        row.getString("acted_by"),
                        row.getTimestamp("acted_at").toInstant(),
                        row.getString("absence")))
                .list();
    }

    @Override
    public List<Person> spokenForBy(String by) {
        return jdbc.sql(
                        SPOKEN_FOR
                                + """
                                SELECT user_id, name, email, role, manager, team, region, language, active
                                  FROM person JOIN spoken_for USING (user_id)
                                 WHERE active ORDER BY user_id <> :by, name
                                """)
                .param("by", by)
                .param("everybody", isAdministrator(by))
                .query(Person.class)
                .list();
    }

    private void checkDays(@Nullable LocalDate from, @Nullable LocalDate to, Person person) {
        if (from == null) {
            throw new Refused("from", "Say the first day away.");
        }
        if (to == null) {
            throw new Refused("to", "Say the last day away.");
        }
        if (from.isAfter(today(person).plusYears(FARTHEST_YEARS))) {
            throw new Refused("from", "The first day away must be within the next two years.");
        }
        if (to.isBefore(from)) {
            throw new Refused("to", "The last day away must not be before the first.");
        }
        if (to.isAfter(from.plusDays(LONGEST - 1))) {
            throw new Refused("to", "An absence has at most " + LONGEST + " days; choose an earlier last day.");
        }
    }

    private boolean speaksFor(String by, String userId) {
        return by.equals(userId)
                || isAdministrator(by)
                || people.reportingLine(userId).stream()
                        .anyMatch(superior -> superior.userId().equals(by));
    }

    private boolean isAdministrator(String userId) {
        return people.find(userId)
                .filter(person -> person.role().equals(Roles.ADMIN))
                .isPresent();
    }

    /** By the calendar where this person works. */
    private LocalDate today(Person person) {
        return LocalDate.ofInstant(clock.instant(), regions.zoneOf(person.region()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        Timestamp enteredAt = row.getTimestamp("entered_at");
        Instant at = enteredAt == null ? null : enteredAt.toInstant();
        return new Absence(
                row.getLong("id"),
                row.getString("user_id"),
                row.getString("name"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getString("delegate"),
                row.getString("delegate_name"),
                List.of((String[]) row.getArray("scope").getArray()),
                row.getBigDecimal("cap"),
                row.getString("cap_currency"),
                row.getString("entered_by"),
                at,
                row.getBoolean("can_be_ended"));
    }
}
