package io.tradewind.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case is settled, or the customer has confirmed that it is solved.
 *
 * @param rep user id of the customer's owner
 * @param product code
 * @param inTime whether within the service level
 * @param workingHours that it took, waiting for the customer left out
 */
public record CaseResolved(
        String caseNumber,
        long customerId,
        @Nullable String rep,
        @Nullable String product,
        boolean inTime,
        BigDecimal workingHours,
        LocalDate on) {}
