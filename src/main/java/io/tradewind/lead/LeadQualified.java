package io.tradewind.lead;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A lead became worth a deal. */
public record LeadQualified(String leadNumber, String rep, Long customerId, @Nullable String product, LocalDate on) {}
