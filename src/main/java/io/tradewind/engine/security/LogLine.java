package io.tradewind.engine.security;

import io.tradewind.engine.Texts;
import org.jspecify.annotations.Nullable;

/** What somebody else said, as part of one line of our log: without line ends, and no longer than 200 characters. */
final class LogLine {

    private static final int LONGEST = 200;

    private LogLine() {}

    static String of(@Nullable String said) {
        String line = Texts.cleaned(said == null ? "" : said).replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
