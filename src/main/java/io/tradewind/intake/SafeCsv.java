package io.tradewind.intake;

import java.util.regex.Pattern;

/** Cells that a spreadsheet shows and does not compute. */
public final class SafeCsv {

    private static final String STARTS_FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d+([.,]\\d+)*");

    private SafeCsv() {}

    /** With an apostrophe in front where the cell would be taken for a formula; plain negative numbers stay. */
    public static String cell(String text) {
        return startsLikeFormula(text) && !PLAIN_NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    static boolean startsLikeFormula(String text) {
        String start = text.stripLeading();
        return !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0
                || !start.isEmpty() && STARTS_FORMULA.indexOf(start.charAt(0)) >= 0;
    }
}
