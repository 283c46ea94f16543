package io.tradewind.engine;

import org.jspecify.annotations.Nullable;

/** The first line of a task's description, while somebody stands in. */
public final class DeputyNote {

    private static final String MARK = "Standing in: ";
    private static final String END = "\n\n";

    private DeputyNote() {}

    /** The description with this note before it, in the place of an earlier one. */
    public static String on(@Nullable String description, String note) {
        return MARK + note + END + off(description);
    }

    /** The description as the model has it. */
    public static String off(@Nullable String description) {
        String text = description == null ? "" : description;
        int end = text.indexOf(END);
        return text.startsWith(MARK) && end > 0 ? text.substring(end + END.length()) : text;
    }
}
