package io.tradewind.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a published version asks of whom in a month.
 *
 * @param rep null for what is nobody's in particular
 * @param product null where the measure is of no product
 * @param customerId null for all but the key customers
 * @param month its first day
 */
public record Leaf(
        Measure measure,
        @Nullable String region,
        @Nullable String team,
        @Nullable String rep,
        @Nullable String product,
        @Nullable Long customerId,
        LocalDate month,
        BigDecimal amount) {

    /** The same place and month, whatever the amount. */
    Leaf withAmount(BigDecimal other) {
        return new Leaf(measure, region, team, rep, product, customerId, month, other);
    }
}
