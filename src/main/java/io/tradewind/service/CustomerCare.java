package io.tradewind.service;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks after customers who do not call by themselves: whose orders fall behind their own rhythm, whose next order is to
 * be expected, and whom nobody has spoken with for long. One prompt per customer at a time, each reason once.
 */
public interface CustomerCare {

    /**
     * Looks at the next customers and prompts their reps where there is a reason, however often and on however many nodes
     * this is asked.
     *
     * @param afterCustomerId the last customer looked at before; 0 to begin
     * @return the last one looked at now; empty when there is none left
     */
    OptionalLong lookAtNext(long afterCustomerId);

    /** @throws io.tradewind.engine.Refused if there is none */
    Care get(long careId);

    /**
     * Keeps what came of it; only the first answer counts.
     *
     * @throws io.tradewind.engine.Refused if the outcome is none of {@link CareOutcome}, or a reason is missing for not
     *     buying
     */
    void answer(long careId, String outcome, @Nullable String note);

    /** Opens the deal that came of it, once, and tells its number. */
    String startDeal(long careId);
}
