package io.tradewind.deal;

import io.tradewind.engine.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why deals are lost, as the form of {@code present-quotation} offers it. */
public final class LostReasons {

    /** For deals of another system that did not tell. */
    public static final String UNKNOWN = "unknown";

    public static final List<String> ALL =
            List.of("price", "product", "delivery", "relationship", "no-budget", "no-decision", "other", UNKNOWN);

    private LostReasons() {}

    static void check(@Nullable String reason) {
        if (reason == null || !ALL.contains(reason)) {
            throw new Refused("lostReason", "Say why the deal is lost: choose one of " + String.join(", ", ALL) + ".");
        }
    }
}
