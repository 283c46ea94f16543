package io.tradewind.planning;

import java.util.Locale;

/** What a target can be broken down to. */
public enum NodeKind {
    COMPANY,
    REGION,
    TEAM,
    REP,
    /** What of a team's target is nobody's in particular: a leaver's remaining months, before somebody takes them over. */
    POOL,
    /** A key customer, part of the target of its rep. */
    CUSTOMER;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NodeKind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
