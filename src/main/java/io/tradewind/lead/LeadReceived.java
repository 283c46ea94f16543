package io.tradewind.lead;

import java.time.LocalDate;

/**
 * A lead came in.
 *
 * @param on the day it was received, which may lie before today
 */
public record LeadReceived(String leadNumber, LocalDate on) {}
