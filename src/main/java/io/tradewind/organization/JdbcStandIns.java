package io.tradewind.organization;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcStandIns implements StandIns {

    private static final String AWAY =
            """
            SELECT to_day, delegate, scope, cap, cap_currency FROM absence
             WHERE user_id = :userId AND :day BETWEEN from_day AND to_day
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Regions regions;
    private final Clock clock;

    JdbcStandIns(JdbcClient jdbc, People people, Regions regions, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.regions = regions;
        this.clock = clock;
    }

    private record Away(
            LocalDate until,
            @Nullable String delegate,
            List<String> scope,
            @Nullable BigDecimal cap,
            @Nullable String currency) {}

    @Override
    @Transactional(readOnly = true)
    public Standing standing(String userId, Errand errand) {
        Optional<Person> owner = people.find(userId);
        Optional<Away> away = owner.flatMap(this::away);
        if (away.isEmpty()) {
            return Standing.PRESENT;
        }
        LocalDate until = away.get().until();
        StringBuilder why = new StringBuilder(owner.get().name() + " is absent");
        Set<String> met = new HashSet<>(Set.of(userId));
        Person absent = owner.get();
        Away link = away.get();
        while (link.delegate() != null) {
            why.append(" until ").append(link.until());
            Person delegate = people.get(link.delegate());
            Optional<String> objection = objection(link, delegate, errand);
            if (objection.isPresent()) {
                return new Standing(
                        until, null, why + " and " + delegate.name() + ", who stands in, " + objection.get());
            }
            if (!met.add(delegate.userId())) {
                return new Standing(until, null, why + " and those who stand in for one another are absent too");
            }
            Optional<Away> too = away(delegate);
            if (too.isEmpty()) {
                return new Standing(until, delegate, why + "; " + delegate.name() + " stands in");
            }
            absent = delegate;
            link = too.get();
            why.append(", and ").append(absent.name()).append(", who stands in, is absent too");
        }
        return new Standing(until, null, why.toString());
    }

    private static Optional<String> objection(Away link, Person delegate, Errand errand) {
        if (!delegate.active()) {
            return Optional.of("has left");
        }
        if (!link.scope().isEmpty() && errand.names().stream().noneMatch(link.scope()::contains)) {
            return Optional.of("does so for other things only");
        }
        String unfit = errand.unfit().get(delegate.userId());
        if (unfit != null) {
            return Optional.of(unfit);
        }
        if (!errand.capped() || link.cap() == null) {
            return Optional.empty();
        }
        boolean within = errand.amount() != null
                && link.currency() != null
                && link.currency().equals(errand.currency())
                && errand.amount().compareTo(link.cap()) <= 0;
        return within
                ? Optional.empty()
                : Optional.of(
                        "does so up to " + String.format(Locale.ROOT, "%,.2f", link.cap()) + " " + link.currency());
    }

    /** The absence of today, by the calendar where this person works. */
    private Optional<Away> away(Person person) {
        return jdbc.sql(AWAY)
                .param("userId", person.userId())
                .param("day", LocalDate.ofInstant(clock.instant(), regions.zoneOf(person.region())))
                .query(JdbcStandIns::away)
                .optional();
    }

    private static Away away(ResultSet row, int number) throws SQLException {
        return new Away(
                row.getObject("to_day", LocalDate.class),
                row.getString("delegate"),
                Arrays.asList((String[]) row.getArray("scope").getArray()),
                row.getBigDecimal("cap"),
                row.getString("cap_currency"));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean holdsTaskOf(String owner, String userId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM task_stand_in WHERE owner = :owner AND holder = :userId)")
                .param("owner", owner)
                .param("userId", userId)
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> ownerOf(String taskId) {
        return jdbc.sql("SELECT owner FROM task_stand_in WHERE task_id = :taskId")
                .param("taskId", taskId)
                .query(String.class)
                .optional();
    }
}
