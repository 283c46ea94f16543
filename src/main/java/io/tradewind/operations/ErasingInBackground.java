package io.tradewind.operations;

import io.tradewind.engine.Retention;
import io.tradewind.engine.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what is older than it may be, every night; on two nodes at once it is the same work, done by either. */
@Component
class ErasingInBackground {

    private static final Logger log = LoggerFactory.getLogger(ErasingInBackground.class);

    private final ObjectProvider<Retention> all;
    private final AuditTrail trail;
    private final boolean background;

    ErasingInBackground(
            ObjectProvider<Retention> all,
            AuditTrail trail,
            @Value("${tradewind.background:true}") boolean background) {
        this.all = all;
        this.trail = trail;
        this.background = background;
    }

    @Scheduled(cron = "0 30 1 * * *", zone = "${tradewind.company.time-zone}")
    void everyNight() {
        if (background) {
            eraseAll();
        }
    }

    void eraseAll() {
        List<Retention> kinds = all.stream().toList();
        for (Retention kind : kinds) {
            try {
                int sum = 0;
                for (int some = kind.erase(); some > 0; some = kind.erase()) {
                    sum += some;
                }
                if (sum > 0) {
                    log.info("Erased: {} {}", sum, kind.what());
                    trail.note("erasure", null, null, Map.of("what", kind.what(), "count", sum));
                }
            } catch (RuntimeException e) {
                log.error("It was not possible to erase {}; the next night tries again", kind.what(), e);
            }
        }
    }
}
