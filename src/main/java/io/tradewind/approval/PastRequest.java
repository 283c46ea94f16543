package io.tradewind.approval;

import java.time.LocalDate;

/**
 * A closed matter and what would be asked for it.
 *
 * @param closedOn the day it was won or lost
 * @param customer its name
 * @param ended {@code won} or {@code lost}
 */
public record PastRequest(ApprovalRequest request, LocalDate closedOn, String customer, String ended) {}
