package io.tradewind.approval;

import java.util.List;
import java.util.Optional;

/** What the rules of the process owners say about a request. */
interface Authorities {

    /** What a role may decide alone; empty when no rule speaks of it: then it may decide nothing. */
    Optional<Authority> of(String role, ApprovalRequest request);

    /** Which roles must agree whatever the authority of the others, each once. */
    List<Countersign> countersigns(ApprovalRequest request);

    /** The role that decides when nobody in the reporting line and no general manager can. */
    Optional<String> fallbackRole(ApprovalRequest request);

    /** A role that must agree as well, and why. */
    record Countersign(String role, String reason) {}
}
