package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A part of an invoice with a due date of its own; as unchangeable as the invoice.
 *
 * @param number from 1, in the order in which they fall due
 */
public record Instalment(int number, BigDecimal amount, LocalDate dueOn) {}
