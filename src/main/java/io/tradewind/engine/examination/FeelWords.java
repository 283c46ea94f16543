package io.tradewind.engine.examination;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What FEEL in a table may say: compare, name inputs, and compute with what takes no longer than it is long. No loop, no
 * function of its own, no power, nothing that makes much out of little.
 */
final class FeelWords {

    private static final int LONGEST = 2_000;
    private static final int MOST_NAMES = 20;
    private static final int MOST_FILTERS = 2;

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|\\d++(?:\\.\\d++)?+|[\\p{L}_][\\p{L}\\p{N}_]*+|\\.\\.|\\*\\*|//|/\\*|<=|>=|!=|\\S");
    private static final Set<String> LOOPS =
            Set.of("for", "some", "every", "satisfies", "return", "function", "external", "instance");
    private static final Set<String> GRAMMAR =
            Set.of("and", "or", "if", "then", "else", "in", "between", "true", "false", "null");
    private static final Set<String> FUNCTIONS = Set.of(
            "not",
            "sum",
            "count",
            "min",
            "max",
            "mean",
            "concatenate",
            "string join",
            "number",
            "date",
            "date and time",
            "time",
            "duration",
            "abs",
            "floor",
            "ceiling",
            "list contains",
            "contains",
            "starts with",
            "ends with",
            "upper case",
            "lower case",
            "string length",
            "today",
            "now",
            "is defined");
    private static final Set<String> SIGNS =
            Set.of("+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "..", "<", ">", "<=", ">=", "=", "!=", "?");

    private FeelWords() {}

    /** What is too much, in words; null if nothing is. */
    static @Nullable String strange(String text) {
        if (text.length() > LONGEST) {
            return "has more than " + LONGEST + " characters";
        }
        List<String> tokens =
                TOKEN.matcher(text).results().map(token -> token.group()).toList();
        int names = 0;
        int filters = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String before = i == 0 ? "" : tokens.get(i - 1);
            if (LOOPS.contains(token)) {
                return "uses '" + token + "', and a table here does not loop and defines nothing";
            }
            boolean name = isName(token);
            boolean known = name
                    || SIGNS.contains(token)
                    || token.charAt(0) == '"' && token.length() > 1
                    || Character.isDigit(token.charAt(0));
            if (!known) {
                return "uses '" + token + "', and a table here compares and computes with + - * / only";
            }
            if (name && !GRAMMAR.contains(token) && ++names > MOST_NAMES) {
                return "names more than " + MOST_NAMES + " things";
            }
            if (token.equals("[")
                    && (before.equals(")") || before.equals("]") || isOperand(before))
                    && ++filters > MOST_FILTERS) {
                return "has more than " + MOST_FILTERS + " filters in square brackets";
            }
            if (token.equals("(") && isOperand(before)) {
                String function = function(tokens, i);
                if (!FUNCTIONS.contains(function)) {
                    return "uses the function " + function + ", which tables here do not have";
                }
            }
        }
        return null;
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static boolean isOperand(String token) {
        return !token.isEmpty() && isName(token) && !GRAMMAR.contains(token);
    }

    /** FEEL has functions of several words: string join(…). */
    private static String function(List<String> tokens, int bracket) {
        int from = bracket;
        while (from > 0 && isName(tokens.get(from - 1)) && !isBetweenOperands(tokens, from - 1)) {
            from--;
        }
        return String.join(" ", tokens.subList(from, bracket));
    }

    /** {@code and} is a word of its own but in {@code date and time}. */
    private static boolean isBetweenOperands(List<String> tokens, int at) {
        boolean dateAndTime = tokens.get(at).equals("and")
                && at > 0
                && tokens.get(at - 1).equals("date")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).equals("time");
        return GRAMMAR.contains(tokens.get(at)) && !dateAndTime;
    }
}
