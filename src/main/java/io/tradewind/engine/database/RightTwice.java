package io.tradewind.engine.database;

import java.sql.SQLException;

/**
 * Two who give the same right in the same moment, as by a double click on <em>Claim</em>: the engine looks whether the right
 * is there, and both find none. The database lets one of them through, and nothing is lost.
 */
public final class RightTwice {

    private static final String UNIQUE_VIOLATION = "23505";

    /** How the unique indexes of the engine's rights begin; the database names the index in every language. */
    private static final String INDEXES = "act_uniq_auth_";

    private RightTwice() {}

    /** Whether this, not looking at its cause, is the database's refusal of the second one. */
    public static boolean is(Throwable thrown) {
        return thrown instanceof SQLException refused
                && UNIQUE_VIOLATION.equals(refused.getSQLState())
                && String.valueOf(refused.getMessage()).contains(INDEXES);
    }
}
