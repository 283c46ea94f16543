package io.tradewind.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules of the process owners say about a request. */
interface Authorities {

    /** What a role may decide alone; empty when no rule speaks of it: then it may decide nothing. */
    Optional<Authority> of(String role, ApprovalRequest request);

    /** Which roles must agree whatever the authority of the others, each once, in the order of the table. */
    List<Countersign> countersigns(ApprovalRequest request);

    /** The role that decides when nobody in the reporting line and no general manager can. */
    Optional<String> fallbackRole(ApprovalRequest request);

    /** What holds when a document is asked about again. */
    Repeats repeats(ApprovalRequest request);

    /**
     * A role that must agree as well, and why.
     *
     * @param manner who of the role is asked, and when
     * @param share of the people of the role who must agree; counts only for {@link Manner#RATIO}
     * @param watches measures whose change brings them in again; empty stands for every measure
     */
    record Countersign(String role, String reason, Manner manner, double share, Set<String> watches) {

        /** One person, at the same time as the superior. */
        Countersign(String role, String reason) {
            this(role, reason, Manner.TOGETHER, 1, Set.of());
        }
    }

    /** Who of a role is asked, and when. */
    enum Manner {
        /** One person, at the same time as the superior. */
        TOGETHER,
        /** One person, when everybody before has agreed. */
        IN_ORDER,
        /** Everybody of the role, when everybody before has agreed; all must agree. */
        ALL_OF,
        /** Everybody of the role, when everybody before has agreed; the first answer counts. */
        ONE_OF,
        /** Everybody of the role, when everybody before has agreed; a share must agree. */
        RATIO
    }

    /**
     * What holds when a document is asked about again.
     *
     * @param mostRounds in the last of them it cannot be sent back any more
     * @param onlyBroken whether those are spared whose bound did not break
     */
    record Repeats(int mostRounds, boolean onlyBroken) {}
}
