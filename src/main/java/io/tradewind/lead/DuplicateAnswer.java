package io.tradewind.lead;

import org.jspecify.annotations.Nullable;

/**
 * What a person says a lead is.
 *
 * @param answer {@link #CUSTOMER}, {@link #LEAD} or {@link #NEW}
 * @param customerId for {@link #CUSTOMER}
 * @param otherLead number of the open lead, for {@link #LEAD}
 * @param reason why it is a company of its own, for {@link #NEW}
 */
public record DuplicateAnswer(
        @Nullable String answer, @Nullable Long customerId, @Nullable String otherLead, @Nullable String reason) {

    public static final String CUSTOMER = "customer";
    public static final String LEAD = "lead";
    public static final String NEW = "new";
}
