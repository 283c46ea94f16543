package io.tradewind.engine.examination;

import java.util.regex.Pattern;

/** What Java's reader of XML says of a file, as it is told to whoever sent it: without its own settings and numbers. */
public final class XmlWords {

    private static final Pattern NUMBER = Pattern.compile("JAXP\\d+: +");

    /** Its settings name the limits that it keeps to. */
    private static final Pattern SETTING = Pattern.compile("[;,] \"[^\"]*\" is the limit .*$");

    private static final Pattern PLACE = Pattern.compile("(?:Fatal )?Error: URI=\\S* Line=(\\d+): ");

    private XmlWords() {}

    public static String of(String said) {
        if (said.contains("DOCTYPE")) {
            return "it has a document type declaration (DOCTYPE), which no model needs; remove it";
        }
        String placed = PLACE.matcher(said).replaceFirst("line $1: ");
        return SETTING.matcher(NUMBER.matcher(placed).replaceFirst("")).replaceFirst("");
    }
}
