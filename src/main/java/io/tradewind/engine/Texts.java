package io.tradewind.engine;

/**
 * Text that the database can keep and that reads as it is: without half a character, without control characters other
 * than tabs and line ends, and without those that turn the direction of the text around, so that a name or an amount
 * would be shown as another.
 */
public final class Texts {

    private Texts() {}

    public static boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) || turnsAround(c) || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Without what makes it unclean. */
    public static String cleaned(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).filter(Texts::clean).forEach(kept::append);
        return kept.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\u007f';
    }

    /** Embeddings, overrides and isolates; the plain marks that Arabic and Hebrew need are none of them. */
    private static boolean turnsAround(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
