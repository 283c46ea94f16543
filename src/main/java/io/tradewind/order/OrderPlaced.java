package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A signed contract became an order. Published in the transaction of the step. */
public record OrderPlaced(
        String orderNumber,
        String dealNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate on) {}
