package io.tradewind.engine.expression;

import java.util.regex.Pattern;

/** Cells of a decision table that compare with constants and compute nothing. */
final class PlainCells {

    /** Longest cell that is looked at, in characters; a longer one is not plain. */
    private static final int LONGEST = 2_000;

    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
    private static final String TEXT = "\"[^\"]*\"";
    private static final String TEST = "(?:(?:<=|>=|<|>)?\\s*" + NUMBER + "|[\\[\\](]\\s*" + NUMBER + "\\s*\\.\\.\\s*"
            + NUMBER + "\\s*[\\[\\])]|" + TEXT + "|null|true|false)";
    private static final String TESTS = TEST + "(?:\\s*,\\s*" + TEST + ")*";
    private static final Pattern COMPARES =
            Pattern.compile("\\s*(?:-|" + TESTS + "|not\\(\\s*" + TESTS + "\\s*\\))?\\s*");
    private static final Pattern CONSTANT = Pattern.compile("\\s*(?:" + TEXT + "|" + NUMBER + "|true|false|null)?\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    /** The numbers among the constants of such a cell; texts are passed over. */
    static final Pattern TEXTS_AND_NUMBERS = Pattern.compile(TEXT + "|" + NUMBER);

    private PlainCells() {}

    /** A condition: nothing, a dash, comparisons, ranges, texts, or none of these. */
    static boolean compares(String cell) {
        return cell.length() <= LONGEST && COMPARES.matcher(cell).matches();
    }

    static boolean isConstant(String cell) {
        return cell.length() <= LONGEST && CONSTANT.matcher(cell).matches();
    }

    static boolean isName(String cell) {
        return NAME.matcher(cell).matches();
    }
}
