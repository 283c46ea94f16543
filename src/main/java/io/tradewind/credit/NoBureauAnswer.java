package io.tradewind.credit;

import java.util.Locale;

/** The bureau gave no answer that could be used. The message says why, for people. */
public final class NoBureauAnswer extends RuntimeException {

    /** What went wrong. */
    public enum Kind {
        /** It cannot be reached, or says that it cannot answer. */
        DOWN,
        /** It did not answer in time. */
        SLOW,
        /** It answered something that cannot be its answer to our question. */
        WRONG,
        /** It does not know this customer. */
        UNKNOWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public NoBureauAnswer(Kind kind, String why) {
        super(why);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
