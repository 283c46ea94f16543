package io.tradewind.approval;

/**
 * Somebody who will be asked.
 *
 * @param userId whose decision it is
 * @param name in full
 * @param role the role in which they decide
 * @param rule why it is this person: which rule, and whom they stand in for
 */
public record PlannedApprover(String userId, String name, String role, String rule) {}
