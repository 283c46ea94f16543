package io.tradewind.collection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why nobody is asked for an invoice for now.
 *
 * @param promisedOn the last day of a promise; null for a dispute, which pauses until it is settled
 */
record Pause(long id, String invoiceNumber, @Nullable LocalDate promisedOn) {

    String shown() {
        return promisedOn == null ? invoiceNumber + ", disputed" : invoiceNumber + ", promised for " + promisedOn;
    }
}
