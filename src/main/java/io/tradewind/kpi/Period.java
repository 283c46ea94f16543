package io.tradewind.kpi;

import java.time.LocalDate;

/** From the first to the last day, both included. */
public record Period(LocalDate first, LocalDate last) {}
