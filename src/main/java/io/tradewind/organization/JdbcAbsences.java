package io.tradewind.organization;

import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcAbsences implements Absences {

    private static final int LONGEST = 366;
    private static final int FARTHEST_YEARS = 2;

    /** The person and everybody below; UNION drops whoever was met before, so a circle ends. */
    private static final String SPOKEN_FOR =
            """
            WITH RECURSIVE spoken_for AS (
              SELECT user_id FROM person WHERE user_id = :by OR :everybody
              UNION
              SELECT p.user_id FROM person p JOIN spoken_for ON p.manager = spoken_for.user_id
            )
            """;

    private static final String KNOWN = SPOKEN_FOR
            + """
            SELECT a.id, a.user_id, p.name, a.from_day, a.to_day, a.entered_by, a.entered_at,
                   a.to_day >= :today AS can_be_ended
              FROM absence a JOIN spoken_for USING (user_id) JOIN person p USING (user_id)
             WHERE a.to_day >= :since
             ORDER BY a.from_day DESC, a.id DESC
            """;

    private static final String OVERLAPPING =
            """
            SELECT from_day, to_day FROM absence
             WHERE user_id = :userId AND from_day <= :to AND to_day >= :from
             ORDER BY from_day LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;
    private final ZoneId zone;

    JdbcAbsences(JdbcClient jdbc, People people, Clock clock, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public long enter(@Nullable String userId, @Nullable LocalDate from, @Nullable LocalDate to, String by) {
        Person person = people.get(userId == null || userId.isBlank() ? by : userId.strip());
        if (!speaksFor(by, person.userId())) {
            throw new Refused(
                    "userId",
                    "The absence of " + person.name() + " (userId) is entered by themselves, a superior of theirs or"
                            + " an administrator.");
        }
        if (!person.active()) {
            throw new Refused("userId", person.name() + " (userId) has left.");
        }
        checkDays(from, to);
        // one at a time for a person, or two at once could overlap
        jdbc.sql("SELECT user_id FROM person WHERE user_id = :userId FOR NO KEY UPDATE")
                .param("userId", person.userId())
                .query(String.class)
                .single();
        jdbc.sql(OVERLAPPING)
                .param("userId", person.userId())
                .param("from", from)
                .param("to", to)
                .query((row, number) -> row.getString("from_day") + " to " + row.getString("to_day"))
                .optional()
                .ifPresent(days -> {
                    throw new Refused(
                            "from",
                            person.name() + " is already absent from " + days
                                    + "; end that absence first, or choose other days in from and to.");
                });
        return jdbc.sql(
                        """
                        INSERT INTO absence (user_id, from_day, to_day, entered_by, entered_at)
                        VALUES (:userId, :from, :to, :by, :now) RETURNING id
                        """)
                .param("userId", person.userId())
                .param("from", from)
                .param("to", to)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    @Override
    public boolean end(long id, String by) {
        LocalDate today = today();
        Optional<Days> found = jdbc.sql("SELECT user_id, from_day, to_day FROM absence WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Days.class)
                .optional()
                .filter(days -> speaksFor(by, days.userId()));
        if (found.isEmpty()) {
            return false;
        }
        Days days = found.get();
        if (days.toDay().isBefore(today)) {
            throw new Refused("to", "This absence was over on " + days.toDay() + " (to); past days stay as they were.");
        }
        if (days.fromDay().isBefore(today)) {
            jdbc.sql("UPDATE absence SET to_day = :yesterday, ended_by = :by, ended_at = :now WHERE id = :id")
                    .param("yesterday", today.minusDays(1))
                    .param("by", by)
                    .param("now", now())
                    .param("id", id)
                    .update();
        } else {
            jdbc.sql("DELETE FROM absence WHERE id = :id").param("id", id).update();
        }
        return true;
    }

    @Override
    public List<Absence> knownTo(String by) {
        LocalDate today = today();
        return jdbc.sql(KNOWN)
                .param("by", by)
                .param("everybody", isAdministrator(by))
                .param("today", today)
                .param("since", today.minusYears(1))
                .query(JdbcAbsences::absence)
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

    private void checkDays(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null) {
            throw new Refused("from", "Say the first day away (from).");
        }
        if (to == null) {
            throw new Refused("to", "Say the last day away (to).");
        }
        LocalDate today = today();
        if (from.isBefore(today)) {
            throw new Refused("from", "The first day away (from) must be today, " + today + ", or later.");
        }
        if (from.isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw new Refused("from", "The first day away (from) must be within the next two years.");
        }
        if (to.isBefore(from)) {
            throw new Refused("to", "The last day away (to) must not be before the first (from).");
        }
        if (to.isAfter(from.plusDays(LONGEST - 1))) {
            throw new Refused("to", "An absence has at most " + LONGEST + " days; choose an earlier last day (to).");
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

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
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
                row.getString("entered_by"),
                at,
                row.getBoolean("can_be_ended"));
    }

    private record Days(String userId, LocalDate fromDay, LocalDate toDay) {}
}
