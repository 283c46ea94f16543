package io.tradewind.approval;

import io.tradewind.organization.Roles;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sentences of a plan for whoever must not learn what the goods cost: the limits that are no secret, and not a word of
 * the others, not even whether one of them is a reason as well. Read back, a request tells no more than its preview did.
 */
final class DiscreetWords {

    /** Where no limit is left that may be told. */
    static final String WITHOUT_REASON = "the price needs somebody else's agreement";

    private static final Pattern TELLS_COST = Pattern.compile("(?i)margin|floor|cost");

    /** Before the limits, the limits, and behind them up to the end of the sentence; what follows it is left out. */
    private static final String TO_THE_END =
            ".*?(?:may decide it|what no rule covers| decides).*?(?<=[\\p{Ll}\\d)]{2})\\.)(?: .*)?";

    private static final Pattern SEAT = Pattern.compile(
            "(Beyond what .+? may decide: )([^;]+?)((?:;|, and nobody up )" + TO_THE_END, Pattern.DOTALL);

    /** As it was worded before: whose limit it is, or by which table, behind the limits. */
    private static final Pattern EARLIER_SEAT = Pattern.compile(
            "()(.+?)( \\((?:the limit of |[\\w-]+-authority for )[^)]*\\)[;,]" + TO_THE_END, Pattern.DOTALL);

    private static final Pattern PLAN =
            Pattern.compile("(Beyond the authority of .+?\\): )(.+?)(\\.(?: .*)?)", Pattern.DOTALL);

    private DiscreetWords() {}

    /** Why somebody is asked. What a countersigner's table says may tell anything, so none of it is repeated. */
    static String ofSeat(PlannedApprover seat) {
        return worded(SEAT, seat.rule())
                .or(() -> worded(EARLIER_SEAT, seat.rule()))
                .orElseGet(() -> agreementOf(seat.role()) + ".");
    }

    /** Why anybody is asked. */
    static String ofPlan(String rule) {
        return worded(PLAN, rule)
                .orElseGet(() ->
                        rule.startsWith("Within ") || !TELLS_COST.matcher(rule).find()
                                ? rule
                                : "Beyond one's own authority.");
    }

    /** Half a sentence. */
    static String agreementOf(String role) {
        return "The price needs the agreement of the role " + Roles.inWords(role);
    }

    private static Optional<String> worded(Pattern form, String rule) {
        Matcher sentence = form.matcher(rule);
        return sentence.matches()
                ? Optional.of(sentence.group(1) + limits(sentence.group(2)) + sentence.group(3))
                : Optional.empty();
    }

    private static String limits(String why) {
        String told = Stream.of(why.split(" and "))
                .filter(limit -> !TELLS_COST.matcher(limit).find())
                .collect(Collectors.joining(" and "));
        String words = told.isEmpty() ? WITHOUT_REASON : told;
        return Character.isUpperCase(why.charAt(0))
                ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                : words;
    }
}
