package io.tradewind.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a changed table would have meant for closed deals.
 *
 * @param decisions the tables that were tried instead of the deployed ones
 * @param deals how many closed deals were asked again
 * @param withoutPrice closed deals left out because no price is known of them
 * @param withoutRep closed deals left out because nobody here has the user id of their rep
 * @param asked by role, how many deals it would have been asked for; the role {@code nobody} where own authority
 *     suffices, {@code undecidable} where nobody may decide
 * @param changes how many deals would have been asked of others than by the deployed tables
 * @param changed the first of them, the latest closed first; see {@link #MOST_CHANGED}
 */
public record Replay(
        Set<String> decisions,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long deals,
        long withoutPrice,
        long withoutRep,
        List<Asked> asked,
        long changes,
        List<Changed> changed) {

    /** Deals listed one by one. */
    public static final int MOST_CHANGED = 5_000;

    /**
     * How often a role is asked.
     *
     * @param now by the deployed tables
     * @param then by the changed ones
     */
    public record Asked(String role, long now, long then) {

        /** More, or when negative fewer. */
        public long difference() {
            return then - now;
        }
    }

    /**
     * A deal that would have been asked of others.
     *
     * @param measures discount as a fraction of 1 and total; nothing that tells our cost
     * @param now who is asked by the deployed tables, in order; empty is nobody
     * @param then who would be asked
     */
    public record Changed(
            String document,
            LocalDate closedOn,
            String ended,
            String rep,
            String customer,
            Map<String, BigDecimal> measures,
            String currency,
            List<Person> now,
            List<Person> then) {}

    /** Somebody who is asked, and in which role. */
    public record Person(String userId, String name, String role) {}
}
