package io.tradewind.engine.audit;

import io.tradewind.engine.Vital;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether new entries of the audit trail are bound to the chain, and how it ends: the hash to note elsewhere. */
@Component
class AuditVital implements Vital {

    private static final double LONG = 60;

    private final AuditTrail trail;
    private final Clock clock;
    private @Nullable Waiting waiting;

    AuditVital(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** The first open entry, and since when it is known to be that. */
    private record Waiting(long entry, Instant since) {}

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Condition condition() {
        AuditTrail.State state = trail.state();
        double seconds = waitingSeconds(state.oldestOpen());
        int findings = trail.lastVerified().map(AuditTrail.Verified::findings).orElse(0);
        return new Condition(
                trouble(seconds, findings),
                Vital.details("entries", state.bound(), "open", state.open(), "lastHash", state.head()),
                List.of(
                        Measured.of("tradewind.audit.entries", "Entries of the audit trail", state.bound()),
                        Measured.of(
                                "tradewind.audit.open.seconds",
                                "How long the oldest entry that is not bound to the chain has waited",
                                seconds),
                        Measured.of(
                                "tradewind.audit.findings",
                                "What the last verification of the audit trail found",
                                findings)));
    }

    /**
     * Not the entry's age: one of a long transaction is old when it can be bound at last, and those of a start or of the
     * demo are, of which a thousand are bound at a time.
     */
    private synchronized double waitingSeconds(@Nullable Long oldestOpen) {
        Instant now = clock.instant();
        if (oldestOpen == null) {
            waiting = null;
        } else if (waiting == null || waiting.entry() != oldestOpen) {
            waiting = new Waiting(oldestOpen, now);
        }
        return waiting == null ? 0 : Duration.between(waiting.since(), now).toMillis() / 1000.0;
    }

    private static @Nullable String trouble(double seconds, int findings) {
        if (findings > 0) {
            return "The last verification of the audit trail found %d changes: an auditor sees them at /audit."
                    .formatted(findings);
        }
        return seconds > LONG ? "Entries of the audit trail are not bound to the chain: see the log for why." : null;
    }
}
