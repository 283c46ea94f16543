package io.tradewind.order;

import java.time.LocalDate;

/** An order in a customer's history. */
public record PlacedOrder(long customerId, String number, String dealNumber, LocalDate on, boolean cancelled) {}
