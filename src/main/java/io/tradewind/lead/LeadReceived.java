package io.tradewind.lead;

import java.time.LocalDate;

/** A lead came in. */
public record LeadReceived(String leadNumber, LocalDate on) {}
