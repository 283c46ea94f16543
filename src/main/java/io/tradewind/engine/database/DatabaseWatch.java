package io.tradewind.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. Looked at by a connection of its own: who asks the pool waits as long as for a free place
 * when there is no database at all.
 */
@Component
public class DatabaseWatch {

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** For the way there, the login, and each answer. */
    private static final String SECONDS = "2";

    /** PostgreSQL's class for "too many of something": it is there, and those who are in it are served. */
    private static final String FULL = "53";

    private final BooleanSupplier look;
    private final InstantSource clock;
    private volatile boolean away;
    private volatile Instant lookedAt = Instant.EPOCH;

    @Autowired
    DatabaseWatch(DataSource dataSource) {
        this(() -> answers(dataSource), InstantSource.system());
    }

    DatabaseWatch(BooleanSupplier look, InstantSource clock) {
        this.look = look;
        this.clock = clock;
    }

    /** As it was within the last second; whoever finds out takes a few seconds at most. */
    public synchronized boolean answers() {
        if (lookedAt.plus(FRESH).isBefore(clock.instant())) {
            away = !look.getAsBoolean();
            lookedAt = clock.instant();
        }
        return !away;
    }

    /** Somebody could not use it; the next one who wants to looks first. */
    public void missed() {
        away = true;
        lookedAt = Instant.EPOCH;
    }

    /** Costs nothing unless it was missed. */
    public boolean isWorthAsking() {
        return !away || answers();
    }

    private static boolean answers(DataSource dataSource) {
        try {
            HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
            Properties properties = new Properties();
            // as the address may say them, either may be missing
            Optional.ofNullable(pool.getUsername()).ifPresent(user -> properties.setProperty("user", user));
            Optional.ofNullable(pool.getPassword()).ifPresent(password -> properties.setProperty("password", password));
            properties.setProperty("loginTimeout", SECONDS);
            properties.setProperty("connectTimeout", SECONDS);
            properties.setProperty("socketTimeout", SECONDS);
            try (Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), properties)) {
                return connection.isValid(Integer.parseInt(SECONDS));
            }
        } catch (SQLException gone) {
            return String.valueOf(gone.getSQLState()).startsWith(FULL);
        }
    }
}
