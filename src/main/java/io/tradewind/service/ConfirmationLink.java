package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/**
 * What a link from a mail leads to right now.
 *
 * @param caseNumber null when the link is unknown
 * @param remedy what the customer is asked about
 */
public record ConfirmationLink(State state, @Nullable String caseNumber, @Nullable String remedy) {

    /** What can still be done with it. */
    public enum State {
        /** Can be answered, once. */
        OPEN,
        /** Was answered, through this link or on the phone, or the case has gone on without. */
        ANSWERED,
        /** Was not answered in time. */
        EXPIRED,
        /** Never was one of ours. */
        UNKNOWN
    }

    /** The case behind a link that is one of ours. */
    public String known() {
        if (caseNumber == null) {
            throw new IllegalStateException("An unknown link has no case");
        }
        return caseNumber;
    }
}
