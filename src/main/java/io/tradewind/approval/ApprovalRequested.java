package io.tradewind.approval;

import java.time.Instant;
import java.util.List;

/**
 * Somebody will be asked. Not published when the request was within the requester's own authority.
 *
 * @param rules for which somebody is asked, each once
 */
public record ApprovalRequested(
        long approvalId, String kind, String subject, String requester, Instant at, List<ApprovalRule> rules) {

    public ApprovalRequested {
        rules = List.copyOf(rules);
    }
}
