package io.tradewind.intake;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param reason why it was rejected, as a sentence; of a row that was taken what else the person should know, or null
 */
public record Outcome(Kind kind, @Nullable String reason) {

    /** The three ends of a row. */
    public enum Kind {
        TAKEN,
        ALREADY_KNOWN,
        REJECTED
    }

    /** The row is in. */
    public static Outcome taken() {
        return new Outcome(Kind.TAKEN, null);
    }

    /** The row is in, and the report says this sentence about it. */
    public static Outcome taken(String note) {
        return new Outcome(Kind.TAKEN, note);
    }

    /** The row was in before; nothing was done. */
    public static Outcome alreadyKnown() {
        return new Outcome(Kind.ALREADY_KNOWN, null);
    }

    /** The row is not taken; return it before anything is written, else throw {@link io.tradewind.engine.Refused}. */
    public static Outcome rejected(String reason) {
        return new Outcome(Kind.REJECTED, reason);
    }
}
