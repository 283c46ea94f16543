package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.support.Ports;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseWatchTests {

    private final AtomicBoolean there = new AtomicBoolean(true);
    private final AtomicInteger looks = new AtomicInteger();
    private Instant now = Instant.parse("2031-03-07T10:00:00Z");
    private final DatabaseWatch watch = new DatabaseWatch(
            () -> {
                looks.incrementAndGet();
                return there.get();
            },
            () -> now);

    @Test
    void looksOnceASecondHoweverManyAsk() {
        assertThat(watch.answers()).isTrue();
        there.set(false);
        assertThat(watch.answers()).isTrue();

        now = now.plusSeconds(2);
        assertThat(watch.answers()).isFalse();
        assertThat(watch.answers()).isFalse();
        assertThat(looks).hasValue(2);
    }

    @Test
    void isAlwaysWorthAskingWhileNobodyMissedIt() {
        there.set(false);

        assertThat(watch.isWorthAsking()).isTrue();
        assertThat(looks).hasValue(0);
    }

    @Test
    void whoComesAfterSomebodyMissedItLooksFirst() {
        watch.answers();
        watch.missed();
        assertThat(watch.isWorthAsking()).as("one connection only was lost").isTrue();

        there.set(false);
        watch.missed();
        assertThat(watch.isWorthAsking()).isFalse();

        there.set(true);
        now = now.plusSeconds(2);
        assertThat(watch.isWorthAsking()).isTrue();
        assertThat(looks).hasValue(4);
    }

    @Test
    void whereNobodyListensThereIsNone() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + Ports.free() + "/none");
            pool.setUsername("nobody");
            pool.setPassword("nothing");

            assertThat(new DatabaseWatch(pool).answers()).isFalse();
            assertThat(pool.isRunning()).as("the pool was not asked").isFalse();
        }
    }
}
