package io.tradewind.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people typed, as it may stand in a contract: nothing in it is invisible or turns the line around. */
final class PlainText {

    /** Line breaks and tabs stay; marks that change the direction of writing, and all that cannot be seen, go. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n\\t]]");

    private static final Pattern BREAK = Pattern.compile("\\r\\n?|\\u0085|\\u2028|\\u2029");
    private static final Pattern END_OF_LINE = Pattern.compile("[ \\t]+\\n");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    private PlainText() {}

    static String of(String typed) {
        String lines = BREAK.matcher(typed).replaceAll("\n");
        String seen = INVISIBLE.matcher(lines).replaceAll("");
        return EMPTY_LINES
                .matcher(END_OF_LINE.matcher(seen).replaceAll("\n"))
                .replaceAll("\n\n")
                .strip();
    }

    /** Null when nothing is left. */
    static @Nullable String orNull(@Nullable String typed) {
        String text = typed == null ? "" : of(typed);
        return text.isEmpty() ? null : text;
    }
}
