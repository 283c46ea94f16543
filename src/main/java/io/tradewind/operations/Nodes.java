package io.tradewind.operations;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Which nodes run; each tells of itself. */
@Component
public class Nodes implements Vital {

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);

    /** A node that died is spoken of for so long; then it was replaced, or is not missed. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final String BEAT =
            """
            INSERT INTO node (name, version, started_at, seen_at) VALUES (:name, :version, :started, :now)
            ON CONFLICT (name) DO UPDATE
               SET version = excluded.version, started_at = excluded.started_at, seen_at = excluded.seen_at
            """;

    private final JdbcClient jdbc;
    private final WatchLimits limits;
    private final Clock clock;
    private final Instant startedAt;
    private final boolean background;
    private volatile @Nullable String name;

    Nodes(JdbcClient jdbc, WatchLimits limits, Clock clock, @Value("${tradewind.background:true}") boolean background) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
        this.background = background;
        this.startedAt = clock.instant();
    }

    /**
     * A node.
     *
     * @param name host and port
     * @param silent whether it has not been heard of for a while
     */
    public record Node(String name, String version, Instant startedAt, Instant seenAt, boolean silent) {}

    /** All that have not said goodbye. */
    public List<Node> all() {
        Instant heard = clock.instant().minus(limits.nodeSilence());
        return jdbc.sql("SELECT name, version, started_at, seen_at FROM node ORDER BY name")
                .query((row, number) -> {
                    Instant seen = row.getTimestamp("seen_at").toInstant();
                    return new Node(
                            row.getString("name"),
                            row.getString("version"),
                            row.getTimestamp("started_at").toInstant(),
                            seen,
                            seen.isBefore(heard));
                })
                .list();
    }

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public Condition condition() {
        List<Node> all = all();
        List<String> silent = all.stream().filter(Node::silent).map(Node::name).toList();
        long running = all.size() - silent.size();
        return new Condition(
                silent.isEmpty()
                        ? null
                        : String.join(" and ", silent) + " fell silent without being stopped: start it again.",
                Vital.details("running", running, "silent", silent.size()),
                List.of(
                        Measured.of("tradewind.nodes.running", "Nodes that run", running),
                        Measured.of("tradewind.nodes.silent", "Nodes that died lately", silent.size())));
    }

    @EventListener
    void on(ServletWebServerInitializedEvent listening) {
        name = hostName() + ":" + listening.getWebServer().getPort();
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 30_000)
    void everyHalfMinute() {
        if (background && name != null) {
            try {
                beat(name);
            } catch (DataAccessException | TransactionException e) {
                log.warn("This node cannot tell that it runs: {}", e.getMessage());
            }
        }
    }

    void beat(String node) {
        Instant now = clock.instant();
        jdbc.sql(BEAT)
                .param("name", node)
                .param("version", version())
                .param("started", Timestamp.from(startedAt))
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql("DELETE FROM node WHERE seen_at < :longAgo")
                .param("longAgo", Timestamp.from(now.minus(REMEMBERED)))
                .update();
    }

    /** Goodbye. */
    @PreDestroy
    void stop() {
        if (background && name != null) {
            try {
                jdbc.sql("DELETE FROM node WHERE name = :name")
                        .param("name", name)
                        .update();
            } catch (DataAccessException e) {
                log.warn("This node stops and cannot tell: {}", e.getMessage());
            }
        }
    }

    private static String version() {
        String version = Nodes.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
