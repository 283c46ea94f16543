package io.tradewind.operations;

import io.tradewind.engine.Vital;
import io.tradewind.engine.database.DatabaseWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How everything stands that operators watch. However often it is asked, the database is asked a few times a minute: a
 * health check needs no login, and must not be a way to keep the database busy.
 */
@Component
public class Vitals {

    private static final Logger log = LoggerFactory.getLogger(Vitals.class);

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final ObjectProvider<Vital> all;
    private final DatabaseWatch database;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Snapshot latest = new Snapshot(Instant.EPOCH, List.of());

    Vitals(ObjectProvider<Vital> all, DatabaseWatch database) {
        this.all = all;
        this.database = database;
    }

    /** One vital at one moment. */
    public record Reading(String name, Vital.Condition condition) {
        public boolean well() {
            return condition.trouble() == null;
        }
    }

    /** All of them. */
    public record Snapshot(Instant at, List<Reading> readings) {
        @Nullable
        Reading of(String name) {
            return readings.stream()
                    .filter(reading -> reading.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    List<String> names() {
        return all.stream().map(Vital::name).sorted().toList();
    }

    /** Not older than a quarter of a minute, unless somebody else is just asking. */
    public Snapshot current() {
        Snapshot known = latest;
        if (known.at().isAfter(Instant.now().minus(FRESH))) {
            return known;
        }
        if (known.at().equals(Instant.EPOCH)) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return known;
        }
        try {
            return latest.at().isAfter(known.at()) ? latest : ask();
        } finally {
            asking.unlock();
        }
    }

    /** Asks now; nobody is asked while the database does not answer, since nearly all would wait for it, one after the other. */
    public Snapshot ask() {
        boolean answers = database.answers();
        if (!answers) {
            log.warn("It cannot be told how anything stands now: the database does not answer");
        }
        Snapshot found = new Snapshot(
                Instant.now(),
                all.stream()
                        .map(vital -> answers
                                ? read(vital)
                                : untold(vital, "It cannot be told now: the database does not answer."))
                        .sorted(Comparator.comparing(Reading::name))
                        .toList());
        latest = found;
        return found;
    }

    private static Reading read(Vital vital) {
        try {
            return new Reading(vital.name(), vital.condition());
        } catch (RuntimeException e) {
            log.warn("It cannot be told how {} stand now: {}", vital.name(), e.getMessage());
            return untold(vital, "It cannot be told now; the log says why.");
        }
    }

    private static Reading untold(Vital vital, String trouble) {
        return new Reading(vital.name(), new Vital.Condition(trouble, Map.of(), List.of()));
    }
}
