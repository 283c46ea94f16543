package io.tradewind.notification;

/** Text that goes into the head of a mail, where a line break would begin another header. */
final class OneLine {

    private static final int LONGEST = 250;

    private OneLine() {}

    static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
