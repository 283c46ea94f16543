package io.tradewind.service;

/** What a dissatisfied customer is given, and who must agree to it. */
public interface Goodwill {

    /** Kind of the approval; {@code goodwill-authority} says who may give how much. */
    String KIND = "goodwill";

    /**
     * Measures the whole goodwill of a case against what the person may give alone and, beyond that, opens the approval.
     *
     * @param requester user id of who wants to give it
     */
    Request request(String number, String requester);

    /** Keeps how the approval of the latest round ended; what is granted becomes a promise to the customer. */
    void record(String number, String outcome);

    /**
     * What came of asking.
     *
     * @param approvalId null when nothing is given
     * @param needed whether somebody has to be asked
     */
    record Request(@org.jspecify.annotations.Nullable Long approvalId, boolean needed) {}
}
