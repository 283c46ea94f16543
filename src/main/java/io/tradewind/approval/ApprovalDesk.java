package io.tradewind.approval;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do with an open request, each as the person who acts in this thread. What is too late or not theirs to do
 * is {@link io.tradewind.engine.Refused} with the reason, and every act is recorded for ever.
 */
public interface ApprovalDesk {

    /** Answers the question that is put to this person, as completing their task does. */
    void answer(long approvalId, Answer answer, @Nullable String comment);

    /** The requester takes the request back, as long as the last decision is not given. */
    void recall(long approvalId, @Nullable String comment);

    /** Whoever agreed takes the answer back, as long as nobody in a later step has answered; they are asked again. */
    void takeBack(long approvalId, String comment);

    /**
     * Whoever is asked puts the question to somebody else instead: somebody of the same role, whose authority suffices, or
     * a superior.
     */
    void handOn(long approvalId, String toUser, String comment);

    /** Whoever is asked has somebody else sign as well. */
    void addSigner(long approvalId, String user, Place place, String comment);

    /** What this person could do now. */
    Options options(long approvalId);

    /** Everything that was done with the request so far, oldest first. */
    List<ApprovalAct> history(long approvalId);

    /** What changed since the same document was asked about before; empty when it was not. */
    Optional<Comparison> sinceLast(long approvalId);

    /** Whether there is a request of this number. */
    boolean exists(long approvalId);

    /** Whether this person asked, is or was asked, has answered, or stands above somebody of whom this is true. */
    boolean concerns(long approvalId, String user);

    /** Where a further signer stands. */
    enum Place {
        /** Signs first; then the person who wanted it is asked again. */
        BEFORE,
        /** Is asked when this step has agreed. */
        AFTER
    }

    /**
     * Why something is not possible, in words to the person who acts; null when it is.
     *
     * @param answer also stands for handing on and adding a signer
     */
    record Options(@Nullable String answer, @Nullable String recall, @Nullable String takeBack) {}
}
