package io.tradewind.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document behind an exposure.
 *
 * @param bucket as {@link SheetLines} names it
 * @param dueOn null when nothing is due yet
 * @param link where it can be looked at; null when there is no page of it
 */
public record ExposureDocument(
        String bucket,
        String number,
        long customerId,
        BigDecimal amount,
        @Nullable LocalDate dueOn,
        @Nullable String link) {}
