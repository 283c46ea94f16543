package io.tradewind.intake;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether files are being taken in. That one failed is its uploader's business; that one stands still is not. */
@Component
class ImportVital implements Vital {

    private final ImportStore store;
    private final WatchLimits limits;
    private final Clock clock;

    ImportVital(ImportStore store, WatchLimits limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public Condition condition() {
        Instant now = clock.instant();
        ImportStore.Troubles found = store.troubles(now.minus(limits.importSilence()), now.minus(Duration.ofDays(1)));
        return new Condition(
                trouble(found),
                Vital.details(
                        "running",
                        found.running(),
                        "standingStill",
                        found.stuck(),
                        "failedInTheLastDay",
                        found.failed()),
                List.of(
                        Measured.of("tradewind.imports.running", "Files that are being taken in", found.running()),
                        Measured.of("tradewind.imports.stuck", "Files nobody has worked on for a while", found.stuck()),
                        Measured.of("tradewind.imports.failed", "Files of the last day that failed", found.failed())));
    }

    private @Nullable String trouble(ImportStore.Troubles found) {
        return found.stuck() == 0
                ? null
                : found.stuck() + " imports stand still: no node takes their rows; look for their id in the log.";
    }
}
