package io.tradewind.engine;

import org.jspecify.annotations.Nullable;

/**
 * Input or an act that the business does not accept, in a sentence the person who tried it can act on.
 *
 * <p>It ends the transaction: nothing of the refused act is kept. Over HTTP it becomes a problem detail with status 422,
 * in Tasklist the message of the failed completion.
 */
public final class Refused extends RuntimeException {

    private final @Nullable String field;

    /** @param message what is wrong and what to do, as one or two sentences */
    public Refused(String message) {
        this(null, message);
    }

    /**
     * @param field the name of the offending field as the client knows it
     * @param message what is wrong and what to do, as one or two sentences
     */
    public Refused(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    /** The offending field, if one can be named. */
    public @Nullable String field() {
        return field;
    }
}
