package io.tradewind.lead;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lead turned out to be a chance to sell.
 *
 * @param rep user id of its owner
 * @param product code of the product asked for, if known
 */
public record LeadQualified(String leadNumber, String rep, Long customerId, @Nullable String product, LocalDate on) {}
