package io.tradewind.approval;

import io.tradewind.approval.ApprovalChain.Question;
import org.jspecify.annotations.Nullable;

/**
 * What a link from a mail leads to right now.
 *
 * @param why in words to the one who opened it, why it cannot be used; empty when it can
 * @param page what it asks; null when the link is unknown
 */
public record DecisionLink(State state, String why, @Nullable Page page) {

    /** What can still be done with it. */
    public enum State {
        /** Decides, once. */
        OPEN,
        /** Has decided. */
        USED,
        /** The question was answered, or needs no answer any more. */
        DECIDED,
        /** A newer request or version took the place of what it is about. */
        REPLACED,
        /** Who asked has taken the request back. */
        RECALLED,
        /** Somebody else answers now, or a newer mail asks. */
        HANDED_ON,
        /** Who opened it is logged in as somebody else. */
        SOMEBODY_ELSE,
        /** Nobody used it in time. */
        EXPIRED,
        /** Never was one of ours. */
        UNKNOWN
    }

    /**
     * What the page shows.
     *
     * @param holder user id of whom the link was mailed to
     * @param approverName whose decision it is
     * @param last what was asked about this document before; null when nothing was
     */
    public record Page(
            Approval approval, String holder, String approverName, Question question, @Nullable Comparison last) {}

    static DecisionLink unknown() {
        return new DecisionLink(
                State.UNKNOWN,
                "We do not know this link. Perhaps a part got lost on the way: please use the button in the mail once more,"
                        + " or copy the whole address.",
                null);
    }
}
