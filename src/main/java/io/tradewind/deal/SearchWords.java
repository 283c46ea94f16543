package io.tradewind.deal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into what is searched by. Chinese, Japanese and Korean write no blanks between words, so each pair of
 * neighbouring signs is a term; everything else is split at what is no letter or digit.
 */
final class SearchWords {

    /** More words make no question. */
    private static final int MOST_WORDS = 12;

    private static final int LONGEST_WORD = 60;

    private static final Pattern RUN = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]+|[\\p{L}\\p{Nd}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]]+");
    private static final Pattern SIGNS = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}].*");

    private SearchWords() {}

    /**
     * A word of a question.
     *
     * @param stemmed whether it has inflections to be searched by as well
     */
    record Word(String text, boolean stemmed) {

        /** In the language of {@code to_tsquery('simple', …)}: letters and digits only, so nothing in it is an operator. */
        String exactQuery() {
            return stemmed ? text + ":*" : String.join(" & ", stemmedPairs());
        }

        private List<String> stemmedPairs() {
            return text.codePointCount(0, text.length()) == 1 ? List.of(text + ":*") : pairs(text, false);
        }
    }

    static List<Word> of(String question) {
        List<Word> words = new ArrayList<>();
        Matcher run = RUN.matcher(normalised(question));
        while (run.find() && words.size() < MOST_WORDS) {
            String text = run.group();
            if (text.length() <= LONGEST_WORD) {
                words.add(new Word(text, !SIGNS.matcher(text).matches()));
            }
        }
        return words;
    }

    static Set<String> terms(String text) {
        Set<String> terms = new LinkedHashSet<>();
        Matcher run = RUN.matcher(normalised(text));
        while (run.find()) {
            String found = run.group();
            if (SIGNS.matcher(found).matches()) {
                terms.addAll(pairs(found, true));
            } else {
                terms.add(found.substring(0, Math.min(LONGEST_WORD, found.length())));
            }
        }
        return terms;
    }

    /** @param withLast whether the last sign alone is one too, so that a question of one sign finds it */
    private static List<String> pairs(String signs, boolean withLast) {
        int[] points = signs.codePoints().toArray();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < points.length; i++) {
            pairs.add(new String(points, i, 2));
        }
        if (withLast) {
            pairs.add(new String(points, points.length - 1, 1));
        }
        return pairs;
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
