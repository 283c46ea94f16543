package io.tradewind.engine.security;

import io.tradewind.engine.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else said, as part of one line of our log: no longer than 200 characters, and without anything that a
 * reader, a terminal or a collector takes for the end of a line, for a command or for another direction.
 */
final class LogLine {

    private static final int LONGEST = 200;

    private LogLine() {}

    static String of(@Nullable String said) {
        String line = Texts.cleaned(said == null ? "" : said)
                .replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}]", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
