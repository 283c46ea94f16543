package io.tradewind.collection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why nobody is asked for an invoice for now.
 *
 * @param promisedOn the last day of a promise; null for a dispute or a hold, which pause until they are settled or lifted
 */
record Pause(long id, String kind, String invoiceNumber, @Nullable LocalDate promisedOn) {

    String shown() {
        return invoiceNumber + ", " + words();
    }

    String words() {
        return switch (kind) {
            case "dispute" -> "disputed";
            case "hold" -> "on hold";
            default -> "promised for " + promisedOn;
        };
    }
}
