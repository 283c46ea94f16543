package io.tradewind.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A reason to contact a customer, and what came of it.
 *
 * @param rep user id of who is asked to
 * @param why in sentences, with the figures behind it
 * @param product code of what they bought last
 * @param outcome null until the rep has answered
 * @param newDeal number of the deal that came of it
 */
public record Care(
        long id,
        long customerId,
        Occasion occasion,
        String rep,
        String why,
        @Nullable String product,
        LocalDate openedOn,
        @Nullable CareOutcome outcome,
        @Nullable String note,
        @Nullable String newDeal) {}
