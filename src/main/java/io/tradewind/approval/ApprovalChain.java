package io.tradewind.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request as the process {@code approval-chain} walks through it; for that process only. */
public interface ApprovalChain {

    /**
     * User ids of those whose turn it is.
     *
     * @throws IllegalStateException if the request is open and it is nobody's turn, which must not be
     */
    List<String> askedNow(long approvalId);

    /** The role in which somebody is asked. */
    String role(long approvalId, String userId);

    /**
     * Puts the question to somebody, and tells who is to answer it by mail.
     *
     * @param taskId the task that takes the answer
     * @param holder who has the task: themselves, or who stands in for them
     */
    Question ask(long approvalId, String userId, String taskId, String holder);

    /**
     * Records the answer of the person who acts in this thread, once and for ever.
     *
     * @param taskId the task in which they were asked
     * @throws io.tradewind.engine.Refused if it is neither theirs nor one of their people's, if they ask for it
     *     themselves or are asked twice, if it is already decided, or if the comment is missing
     */
    void decide(String taskId, Answer answer, @Nullable String comment);

    /** Whether those who are being asked need not answer any more: enough of them have, or it is decided. */
    boolean answered(long approvalId);

    /** Where the request stands. */
    ApprovalState state(long approvalId);

    /**
     * What somebody is asked, in words.
     *
     * @param because why it is them
     * @param others who else is asked
     * @param causes what each answer leads to, one paragraph each
     */
    record Question(
            String title, String requester, List<ShownFact> facts, String because, String others, String causes) {}
}
