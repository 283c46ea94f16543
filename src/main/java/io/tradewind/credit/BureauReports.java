package io.tradewind.credit;

/** The bureau's reports: asked for when there is none that counts, kept, and used again. */
public interface BureauReports {

    /** Whether a bureau is set up and nothing it said of this customer counts any more. */
    boolean missing(long customerId);

    /**
     * Asks the bureau, and keeps what it says or why it could not be asked; never fails because of the bureau. What it
     * asks is written in a transaction of its own, so that nothing is locked meanwhile.
     *
     * @param cause what it is asked for; the same cause again asks nothing new once it was settled
     */
    void ask(long customerId, String cause);

    /** What is known now, without asking. */
    BureauOpinion opinion(long customerId);
}
