package io.tradewind.lead;

import java.time.LocalDate;
import java.util.List;

/** Leads came in: one by itself, or several rows of a file. */
public record LeadsReceived(List<Received> leads) {

    /** @param on the day it was received, which may lie before today */
    public record Received(String leadNumber, LocalDate on) {}
}
