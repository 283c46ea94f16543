package io.tradewind.approval;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who will be asked.
 *
 * @param userId whose decision it is
 * @param name in full
 * @param role the role in which they decide
 * @param rule why it is this person: which rule, and in whose place
 * @param standIn who answers for them while they are absent; null when they are here
 */
public record PlannedApprover(String userId, String name, String role, String rule, @Nullable StandIn standIn) {

    /**
     * Who answers for somebody absent.
     *
     * @param until last day of the absence
     */
    public record StandIn(String userId, String name, @Nullable LocalDate until) {}

    public PlannedApprover(String userId, String name, String role, String rule) {
        this(userId, name, role, rule, null);
    }

    /** User id of the one who answers: themselves, or who stands in. */
    public String holder() {
        return standIn == null ? userId : standIn.userId();
    }

    /** {@code Melvin Marxen is absent until 2026-08-14; Dana Reeves stands in.}, or nothing. */
    public String absence() {
        return standIn == null
                ? ""
                : "%s is absent%s; %s stands in."
                        .formatted(name, standIn.until() == null ? "" : " until " + standIn.until(), standIn.name());
    }
}
