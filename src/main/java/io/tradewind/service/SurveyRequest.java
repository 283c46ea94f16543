package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/**
 * Whom to ask about what.
 *
 * @param subject number of the order or case
 * @param rep user id of who looks after the customer
 */
public record SurveyRequest(
        About about, String subject, long customerId, String rep, @Nullable String contactName, String contactEmail) {

    /** What a survey asks about. */
    public enum About {
        ORDER("order"),
        CASE("case");

        private final String code;

        About(String code) {
            this.code = code;
        }

        /** As processes and tables write it. */
        public String code() {
            return code;
        }

        /** A code that nobody knows is an order: that is how surveys began. */
        public static About of(String code) {
            return CASE.code.equals(code) ? CASE : ORDER;
        }
    }

    /** About a delivered order. */
    public static SurveyRequest aboutOrder(
            String orderNumber, long customerId, String rep, @Nullable String contactName, String contactEmail) {
        return new SurveyRequest(About.ORDER, orderNumber, customerId, rep, contactName, contactEmail);
    }

    /** About a closed case. */
    public static SurveyRequest aboutCase(
            String caseNumber, long customerId, String rep, @Nullable String contactName, String contactEmail) {
        return new SurveyRequest(About.CASE, caseNumber, customerId, rep, contactName, contactEmail);
    }
}
