package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/**
 * What a link from a mail leads to right now.
 *
 * @param survey null when the link is unknown
 */
public record SurveyLink(State state, @Nullable Survey survey) {

    /** What can still be done with it. */
    public enum State {
        /** Can be answered, once. */
        OPEN,
        /** Was answered, through this link or the reminder's. */
        ANSWERED,
        /** Was not answered in time. */
        EXPIRED,
        /** Never was one of ours. */
        UNKNOWN
    }

    /** The survey behind a link that is one of ours. */
    public Survey known() {
        if (survey == null) {
            throw new IllegalStateException("An unknown link has no survey");
        }
        return survey;
    }
}
