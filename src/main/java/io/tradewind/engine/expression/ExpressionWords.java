package io.tradewind.engine.expression;

/** What a model's expression may say, as far as it can be told before it runs. */
public final class ExpressionWords {

    private ExpressionWords() {}

    /** Whether this property or method may be asked of {@code execution} and {@code task}. */
    public static boolean isOfStep(String member) {
        return AllowedCalls.isOfStep(member);
    }

    /** Whether it leads nowhere near Java's inside, whatever it is asked of. */
    public static boolean isHarmless(String member) {
        return AllowedCalls.isHarmless(member);
    }
}
