package io.tradewind.approval;

import java.time.Instant;

/**
 * The people asked have decided.
 *
 * @param outcome {@code approved}, {@code rejected} or {@code sent-back}
 * @param lastApprover user id of the one whose answer settled it
 */
public record ApprovalDecided(
        long approvalId,
        String kind,
        String subject,
        String outcome,
        String lastApprover,
        Instant requestedAt,
        Instant decidedAt) {}
