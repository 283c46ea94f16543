package io.tradewind.approval;

/** The processes that ask people right now; implemented by the process. */
public interface RunningChains {

    /** Takes the question back from everybody who has not answered yet. */
    void withdraw(long approvalId);
}
