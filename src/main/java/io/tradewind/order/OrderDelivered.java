package io.tradewind.order;

import java.time.LocalDate;

/**
 * Everything ordered has arrived. Published in the transaction of the step.
 *
 * @param on the day the last delivery was received
 */
public record OrderDelivered(String orderNumber, long customerId, String rep, LocalDate on) {}
