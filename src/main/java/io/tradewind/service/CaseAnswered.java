package io.tradewind.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer has the first answer to a case.
 *
 * @param rep user id of the customer's owner
 * @param product code
 * @param inTime whether within the service level
 * @param workingHours that it took, waiting for the customer left out
 */
public record CaseAnswered(
        String caseNumber,
        long customerId,
        @Nullable String rep,
        @Nullable String product,
        boolean inTime,
        BigDecimal workingHours,
        LocalDate on) {}
