package io.tradewind.planning;

import org.jspecify.annotations.Nullable;

/**
 * What of the targets a person sees, and what of a draft is theirs to change.
 *
 * @param top the place it ends at: the company, a team or a rep
 * @param margin whether margins are among it
 * @param changes whether drafts may be changed within it
 * @param everything whether the whole company is
 */
public record TargetScope(String top, boolean margin, boolean changes, boolean everything, @Nullable String userId) {

    public boolean covers(Breakdown breakdown, String node) {
        return breakdown.isWithin(node, top);
    }
}
