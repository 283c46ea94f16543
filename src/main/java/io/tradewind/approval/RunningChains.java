package io.tradewind.approval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The processes that ask people right now; implemented by the process. */
public interface RunningChains {

    /** Takes the question back from everybody who has not answered yet. */
    void withdraw(long approvalId);

    /** In whose hands an open question is: whom it was put to, or who took it over; empty when it is not open. */
    Optional<String> holder(String taskId);

    /**
     * Completes the task as the person who acts in this thread, with all its checks.
     *
     * @throws io.tradewind.engine.Refused if the answer does not count
     */
    void answer(String taskId, Answer answer, @Nullable String comment);

    /** Gives an open question to somebody else. */
    void hand(String taskId, String toUser, ApprovalChain.Question question);

    /** Words an open question anew. */
    void reword(String taskId, ApprovalChain.Question question);

    /** Puts the question to one more person of the step that is being asked. */
    void askAlso(long approvalId, String user);

    /** Takes the open questions back and asks whose turn it is now. */
    void askAnew(long approvalId);
}
