package io.tradewind.deal;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a customer says to a quotation. */
public enum CustomerAnswer {
    ACCEPTED,
    CHANGES,
    LOST;

    /** @throws Refused if there is no such answer */
    public static CustomerAnswer of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(answer -> answer.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "customerAnswer", "Say what the customer answered: accepted, wants changes, or lost."));
    }
}
