package io.tradewind.engine.audit;

import io.tradewind.engine.Vital;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether new entries of the audit trail are bound to the chain, and how it ends: the hash to note elsewhere. */
@Component
class AuditVital implements Vital {

    private static final double LONG = 60;

    private final AuditTrail trail;

    AuditVital(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Condition condition() {
        AuditTrail.State state = trail.state();
        int findings = trail.lastVerified().map(AuditTrail.Verified::findings).orElse(0);
        return new Condition(
                trouble(state, findings),
                Vital.details("entries", state.bound(), "open", state.open(), "lastHash", state.head()),
                List.of(
                        Measured.of("tradewind.audit.entries", "Entries of the audit trail", state.bound()),
                        Measured.of(
                                "tradewind.audit.open.seconds",
                                "Age of the oldest entry that is not bound to the chain",
                                state.oldestOpenSeconds()),
                        Measured.of(
                                "tradewind.audit.findings",
                                "What the last verification of the audit trail found",
                                findings)));
    }

    private static @Nullable String trouble(AuditTrail.State state, int findings) {
        if (findings > 0) {
            return "The last verification of the audit trail found %d changes: an auditor sees them at /audit."
                    .formatted(findings);
        }
        return state.oldestOpenSeconds() > LONG
                ? "Entries of the audit trail are not bound to the chain: see the log for why."
                : null;
    }
}
