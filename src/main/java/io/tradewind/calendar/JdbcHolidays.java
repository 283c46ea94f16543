package io.tradewind.calendar;

import io.tradewind.engine.ChangedBy;
import io.tradewind.engine.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A handful of rows that every due date asks for: kept in memory, read again every minute for the other nodes' sake. */
@Repository
class JdbcHolidays implements Holidays {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final ChangedBy changedBy;
    private final Clock clock;
    private volatile @Nullable Known known;

    JdbcHolidays(JdbcClient jdbc, ChangedBy changedBy, Clock clock) {
        this.jdbc = jdbc;
        this.changedBy = changedBy;
        this.clock = clock;
    }

    private record RegionDay(@Nullable String region, LocalDate day) {}

    private record Known(Set<RegionDay> days, Instant readAt) {}

    @Override
    @Transactional
    public void declare(Holiday holiday) {
        if (holiday.name().isBlank() || holiday.name().length() > 100) {
            throw new Refused("name", "A holiday needs a name of at most 100 characters.");
        }
        changedBy.whoIsActing();
        jdbc.sql(
                        """
                        INSERT INTO holiday (region, day, name) VALUES (:region, :day, :name)
                        ON CONFLICT (region, day) DO UPDATE SET name = excluded.name
                        """)
                .param("region", holiday.region())
                .param("day", holiday.day())
                .param("name", holiday.name().strip())
                .update();
        forget();
    }

    @Override
    @Transactional
    public void revoke(@Nullable String region, LocalDate day) {
        changedBy.whoIsActing();
        // first marked by whoever takes it back: the entry about a removed row names whom the row named last
        for (String statement : List.of("UPDATE holiday SET name = name", "DELETE FROM holiday")) {
            jdbc.sql(statement + " WHERE region IS NOT DISTINCT FROM :region::text AND day = :day")
                    .param("region", region)
                    .param("day", day)
                    .update();
        }
        forget();
    }

    @Override
    public List<Holiday> from(LocalDate day) {
        return jdbc.sql("SELECT region, day, name FROM holiday WHERE day >= :day ORDER BY day, region NULLS FIRST")
                .param("day", day)
                .query(Holiday.class)
                .list();
    }

    @Override
    public boolean isHoliday(LocalDate day, @Nullable String region) {
        Set<RegionDay> days = days();
        return days.contains(new RegionDay(null, day)) || region != null && days.contains(new RegionDay(region, day));
    }

    private Set<RegionDay> days() {
        Known current = known;
        Instant now = clock.instant();
        if (current == null || Duration.between(current.readAt(), now).abs().compareTo(FRESH) > 0) {
            current = new Known(
                    Set.copyOf(jdbc.sql("SELECT region, day FROM holiday")
                            .query(RegionDay.class)
                            .list()),
                    now);
            known = current;
        }
        return current.days();
    }

    /** At once for who changes it, and once more after the commit for who looked in between. */
    private void forget() {
        known = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    known = null;
                }
            });
        }
    }
}
