package io.tradewind.planning;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What a territory or a product could bring, and why we think so. Only the proportions count. */
public interface Potentials {

    /** The latest of each scope. */
    List<Potential> all();

    /**
     * Says what a region, team, rep's territory or product could bring.
     *
     * @param scope a region's or team's group id, a rep's user id, or a product's code
     * @throws io.tradewind.engine.Refused if there is no such scope, the number cannot be meant, or no reason is given
     */
    void enter(String scope, BigDecimal potential, String reason);

    /** As it was entered. */
    record Potential(String scope, BigDecimal potential, String reason, String enteredBy, Instant enteredAt) {}
}
