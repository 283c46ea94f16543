package io.tradewind.operations.process;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong, for somebody who reads no stack traces. */
final class PlainWords {

    private static final int LONGEST = 300;

    private record Words(Pattern pattern, String words) {}

    private static final List<Words> KNOWN = List.of(
            words("OptimisticLocking|was updated by another transaction", "Two did the same at once. Retry."),
            words(
                    "Connection refused|ConnectException|UnknownHost|NoRouteToHost",
                    "Another system could not be reached. Retry when it is there."),
            words("timed out|SocketTimeout|HttpTimeout", "Another system did not answer in time. Retry later."),
            words(
                    "CannotGetJdbcConnection|Connection is not available|terminating connection|connection has been closed",
                    "The database was away. Retry."),
            words("could not extend file|No space left", "The disk is full. Make room, then retry."),
            words("deadlock detected|could not serialize", "Two waited for each other. Retry."),
            words(
                    "Unknown property used in expression|Cannot resolve identifier",
                    "The model asks for something this version does not have: its owner must mend it."));

    /** Names of Java classes before a message; nobody needs them. */
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+(?:: *|$)");

    private PlainWords() {}

    /** A known cause in our words; else the first line of the message without what is for programmers. */
    static String of(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "No reason is known; the log of that time tells more.";
        }
        for (Words known : KNOWN) {
            if (known.pattern().matcher(message).find()) {
                return known.words();
            }
        }
        String line = message.strip().lines().findFirst().orElse("");
        String before;
        do {
            before = line;
            line = CLASS_NAME.matcher(line).replaceFirst("");
        } while (!line.equals(before));
        if (line.isBlank()) {
            return "A program error; the log of that time tells more.";
        }
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Words words(String pattern, String words) {
        return new Words(Pattern.compile(pattern), words);
    }
}
