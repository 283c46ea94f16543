package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in an expression: of the engine's language, <code>${…}</code>, and of forms and tables (FEEL). */
final class Expressions {

    // possessive: without looking back, no text is too long for the stack
    private static final Pattern PARTS = Pattern.compile("[$#]\\{((?:[^}'\"]|'[^']*'|\"[^\"]*\")*+)}");
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|\\d[\\w.]*|[A-Za-z_]\\w*|\\.\\.|\\S");
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "empty",
            "true",
            "false",
            "null",
            "instanceof",
            "if",
            "then",
            "else",
            "in",
            "for",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "item",
            "this",
            "parent");

    private Expressions() {}

    /**
     * A name and how it is used.
     *
     * @param members what is asked of it: {@code days} of {@code workingTime.of(rep).days(2)}
     */
    record Name(String root, List<String> members, boolean isCalled) {}

    /** The insides of every <code>${…}</code> in a text. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            parts.add(part.group(1));
        }
        return parts;
    }

    /** Names in the insides of an expression, each with the members asked of it and of what they answer. */
    static List<Name> names(String inside) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(inside);
        while (token.find()) {
            tokens.add(token.group());
        }
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i);
            boolean isName = Character.isLetter(word.charAt(0)) || word.charAt(0) == '_';
            boolean ofSomething = i > 0 && tokens.get(i - 1).equals(".");
            boolean isKey = i + 1 < tokens.size() && tokens.get(i + 1).equals(":");
            if (!isName || ofSomething || isKey || WORDS.contains(word)) {
                continue;
            }
            // FEEL has functions of several words: string join(…)
            boolean goesOn = i + 1 < tokens.size()
                    && Character.isLetter(tokens.get(i + 1).charAt(0))
                    && !WORDS.contains(tokens.get(i + 1));
            if (goesOn) {
                continue;
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
            names.add(new Name(word, members(tokens, i + 1), called));
        }
        return names;
    }

    /** Members asked of a literal: {@code ''.getClass()}. */
    static List<String> membersOfAnything(String inside) {
        List<String> members = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(inside);
        while (token.find()) {
            tokens.add(token.group());
        }
        for (int i = 1; i < tokens.size(); i++) {
            String before = tokens.get(i - 1);
            String word = tokens.get(i);
            if (before.equals(".") && Character.isLetter(word.charAt(0))) {
                members.add(word);
            } else if (before.equals("[") && (word.startsWith("'") || word.startsWith("\""))) {
                members.add(word.substring(1, word.length() - 1));
            }
        }
        return members;
    }

    private static List<String> members(List<String> tokens, int from) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            String word = tokens.get(i);
            if (word.equals("(") || word.equals("[")) {
                if (depth == 0
                        && word.equals("[")
                        && i + 1 < tokens.size()
                        && tokens.get(i + 1).length() > 1
                        && "'\"".indexOf(tokens.get(i + 1).charAt(0)) >= 0) {
                    members.add(tokens.get(i + 1).substring(1, tokens.get(i + 1).length() - 1));
                }
                depth++;
            } else if (word.equals(")") || word.equals("]")) {
                depth--;
                if (depth < 0) {
                    break;
                }
            } else if (depth == 0) {
                if (!word.equals(".")) {
                    break;
                }
                if (i + 1 < tokens.size()) {
                    members.add(tokens.get(++i));
                }
            }
        }
        return members;
    }

    /** Variables a FEEL expression reads: names that are no functions and no members. */
    static Set<String> feelVariables(String feel) {
        Set<String> variables = new LinkedHashSet<>();
        // names that the expression itself gives: for line in lines return line.open
        Set<String> own = new LinkedHashSet<>();
        Matcher given =
                Pattern.compile("\\b(?:for|some|every)\\s+(\\w+)\\s+in\\b").matcher(feel);
        while (given.find()) {
            own.add(given.group(1));
        }
        names(feel.replace("date and time(", "moment(")).stream()
                .filter(name -> !name.isCalled() && !own.contains(name.root()))
                .forEach(name -> variables.add(name.root()));
        return variables;
    }
}
