package io.tradewind.lead;

import org.jspecify.annotations.Nullable;

/**
 * What a rep found out in one contact, in the values of the form {@code contact-lead}.
 *
 * @param reached {@code decision-maker}, {@code influencer}, {@code user} or {@code nobody}
 * @param need {@code clear}, {@code vague} or {@code none}; null if unknown, as with the next two
 * @param budget {@code approved}, {@code planned} or {@code none}
 * @param timeFrame {@code quarter}, {@code half-year} or {@code later}
 */
public record ContactNote(
        String reached,
        @Nullable String need,
        @Nullable String budget,
        @Nullable String timeFrame,
        @Nullable String decisionMaker,
        @Nullable String nextStep,
        @Nullable String note) {}
