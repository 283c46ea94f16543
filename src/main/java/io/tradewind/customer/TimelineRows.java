package io.tradewind.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs a source's statement. It selects {@code at} (a moment, or a day) and {@code key}, and may use {@code :customer},
 * {@code :at} or {@code :day}, {@code :number} or {@code :text}, and {@code :count}.
 */
@Component
public class TimelineRows {

    /** What an entry says of a row. */
    @FunctionalInterface
    public interface Words {
        Told of(ResultSet row) throws SQLException;
    }

    /** See {@link TimelineEntry}. */
    public record Told(String title, @Nullable String detail, @Nullable String person, @Nullable String href) {}

    private final JdbcClient jdbc;
    private final ZoneId zone;

    TimelineRows(JdbcClient jdbc, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** Things of which the moment is known. */
    public List<TimelineEntry> moments(
            TimelineKind kind, String sql, long customerId, TimelineBound below, int count, Words words) {
        return statement(sql, customerId, below, count)
                .query((row, number) -> entry(row, kind, row.getTimestamp("at").toInstant(), false, words.of(row)))
                .list();
    }

    /** Things of which the day is known. */
    public List<TimelineEntry> days(
            TimelineKind kind, String sql, long customerId, TimelineBound below, int count, Words words) {
        return statement(sql, customerId, below.ofDays(zone), count)
                .query((row, number) -> entry(
                        row,
                        kind,
                        row.getObject("at", LocalDate.class).atStartOfDay(zone).toInstant(),
                        true,
                        words.of(row)))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, long customerId, TimelineBound below, int count) {
        return jdbc.sql(sql)
                .param("customer", customerId)
                .param("at", Timestamp.from(below.at()))
                .param("day", below.day(zone))
                .param("number", sql.contains(":number") ? below.number() : 0)
                .param("text", below.text())
                .param("count", count);
    }

    private static TimelineEntry entry(
            ResultSet row, TimelineKind kind, java.time.Instant at, boolean wholeDay, Told told) throws SQLException {
        return new TimelineEntry(
                at, wholeDay, kind, row.getString("key"), told.title(), told.detail(), told.person(), told.href());
    }
}
