package io.tradewind.planning;

/** Long words in a sentence of ours. */
final class Shortly {

    private static final int LONGEST = 200;

    private Shortly() {}

    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
