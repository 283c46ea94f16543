package io.tradewind.deal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal that was won.
 *
 * @param on the day it was won
 * @param product code of the main product
 */
public record Sale(long customerId, String dealNumber, LocalDate on, @Nullable String product, String rep) {}
