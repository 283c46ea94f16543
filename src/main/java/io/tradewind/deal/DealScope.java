package io.tradewind.deal;

import org.jspecify.annotations.Nullable;

/** Whose deals are meant; what is null does not narrow. Region and team are group ids, e.g. {@code region-east}. */
public record DealScope(@Nullable String region, @Nullable String team, @Nullable String rep) {

    /** Everybody's deals. */
    public static final DealScope ALL = new DealScope(null, null, null);

    /** The deals of one rep. */
    public static DealScope rep(String userId) {
        return new DealScope(null, null, userId);
    }
}
