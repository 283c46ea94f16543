package io.tradewind.engine.guard;

import java.util.regex.Pattern;

/**
 * Text that lets itself be read only so often. A pattern like {@code (a+)+$}, which an owner may write into a form without
 * noticing, would look at forty letters for years.
 */
final class BoundedText implements CharSequence {

    /** A good pattern reads each letter a few times; this is some milliseconds. */
    private static final int MOST_READS = 1_000_000;

    /** The pattern was not done in time. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final CharSequence text;
    private int reads;

    private BoundedText(CharSequence text) {
        this.text = text;
    }

    /** Whether the pattern is found in the text; {@link TooLong} if that cannot be said in a sensible time. */
    static boolean holds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text)).find();
        } catch (StackOverflowError deep) {
            throw new TooLong();
        }
    }

    @Override
    public char charAt(int index) {
        if (++reads > MOST_READS) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
