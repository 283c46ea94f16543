package io.tradewind.organization;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done in the place of somebody absent.
 *
 * @param names what it is, by the words of an absence's scope: the process, the kind of approval
 * @param capped whether the delegate's cap counts: for approvals
 * @param amount money at stake; null when it is not known, which no cap allows
 * @param currency of the amount
 * @param unfit user ids of those who must not do it, each with the reason ("is the one who asks")
 */
public record Errand(
        List<String> names,
        boolean capped,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        Map<String, String> unfit) {

    public Errand {
        names = List.copyOf(names);
        unfit = Map.copyOf(unfit);
    }

    /** A task of a process, whatever it is about. */
    public static Errand task(String processId) {
        return new Errand(List.of(processId), false, null, null, Map.of());
    }
}
