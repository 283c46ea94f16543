package io.tradewind.activity;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a rep says of a visit.
 *
 * @param happened whether they met
 * @param on the day; null if they did not meet
 * @param from time of day in the rep's region, {@code 14:30}
 * @param until as {@code from}
 * @param report what was said; why not, if they did not meet
 * @param travelCost in the company's currency; null if there was none
 * @param followUp what was agreed on; null if nothing was
 */
public record VisitReport(
        boolean happened,
        @Nullable LocalDate on,
        @Nullable String from,
        @Nullable String until,
        @Nullable String place,
        @Nullable String met,
        @Nullable String report,
        @Nullable BigDecimal travelCost,
        @Nullable String followUp,
        @Nullable LocalDate followUpOn) {}
