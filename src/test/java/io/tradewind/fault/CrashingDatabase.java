package io.tradewind.fault;

import io.tradewind.support.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, as durable as in production, whose processes can be killed all at once and started again. */
class CrashingDatabase {

    private final int port = Ports.free();
    private final Path folder;
    private final String maxWal;
    private @Nullable EmbeddedPostgres postgres;

    CrashingDatabase(Path folder) {
        this(folder, "1GB");
    }

    /** @param maxWal how far its log may grow, for small disks */
    CrashingDatabase(Path folder, String maxWal) {
        this.folder = folder;
        this.maxWal = maxWal;
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Whether its first process lives; when its disk is full it may end by itself. */
    boolean runs() {
        Path pid = folder.resolve("postmaster.pid");
        try {
            return Files.exists(pid)
                    && ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(pid).get(0).strip()))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    void start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    // what was committed is there after a crash
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("max_wal_size", maxWal)
                    .setServerConfig("min_wal_size", "32MB")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} to the postmaster and to everything it started: nothing is written any more. */
    void crash() {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            List<ProcessHandle> all = new ArrayList<>();
            ProcessHandle.of(postmaster).ifPresent(handle -> {
                all.add(handle);
                handle.descendants().forEach(all::add);
            });
            if (all.isEmpty()) {
                throw new AssertionError("No postmaster runs as " + postmaster);
            }
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(handle -> handle.onExit().join());
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            postgres = null;
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    long count(String sql) {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    /** The only value, or nothing. */
    @Nullable
    String text(String sql) {
        List<List<String>> rows = rows(sql);
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    /** Two columns as a map. */
    Map<String, String> map(String sql) {
        Map<String, String> map = new LinkedHashMap<>();
        rows(sql).forEach(row -> map.put(row.get(0), row.get(1)));
        return map;
    }

    List<List<String>> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    String value = row.getString(column);
                    values.add(value == null ? "" : value);
                }
                rows.add(values);
            }
            return rows;
        } catch (SQLException e) {
            throw new NotThere(e);
        }
    }

    int change(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new NotThere(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?currentSchema=engine,tradewind", "postgres", "postgres");
    }

    /** The database is down, or the question is wrong: its cause tells. */
    static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotThere(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
