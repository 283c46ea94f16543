package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A form's text is Markdown, and so is what stands in its {{…}}: words of a customer or of a bank would become links there.
 * So each of them is a number or a day, is stored by {@code Variable.shown}, or stands in one of the lists here.
 */
class ShownTextRuleTests {

    /** Put together by our program; words from outside in it go through {@code Shown.plain}. */
    private static final Set<String> OUR_OWN = Set.of(
            // numbers and codes
            "carrier",
            "caseNumber",
            "contractCurrency",
            "contractNumber",
            "creditCurrency",
            "dealNumber",
            "deliveryNumber",
            "measureOf",
            "orderCurrency",
            "orderNumber",
            "rating",
            "rep",
            "repName",
            "refundNumber",
            "returnNumber",
            "reviewMonth",
            "reviewNumber",
            "subject",
            "visitNumber",
            "periodName",
            "planNumber",
            "requesterName",
            // sums
            "goodwillShown",
            "openShown",
            "refundShown",
            "shownAmount",
            "shownExcess",
            "shownExposureAfter",
            "shownFits",
            "shownLimit",
            "shownOverLimit",
            "shownPrepayment",
            "shownTotal",
            // sentences and briefings
            "askedBecause",
            "askedTarget",
            "askedWith",
            "answerCauses",
            "careOccasion",
            "careWhy",
            "caseBriefing",
            "creditWhy",
            "dealSummary",
            "history",
            "lessons",
            "measureBriefing",
            "outcomeWhy",
            "pausesShown",
            "planBriefing",
            "quotationSummary",
            "ratingWhy",
            "reviewedCases",
            "routeWhy",
            "standingWhy",
            "visitPlan",
            "cardText",
            "objectionsShown");

    /** What a colleague wrote in a task before; they sign with their name. */
    private static final Set<String> OF_COLLEAGUES = Set.of(
            "approvalRemark",
            "deliveryAddress",
            "openPoints",
            "remarks",
            "reportedLoss",
            "settlement",
            "trackingNumber",
            "why");

    private static final Pattern SHOWN = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> WORDS_OF_FEEL = Set.of("if", "then", "else", "null", "and", "or", "not", "string");
    private static final Pattern DECLARED = Pattern.compile("\\b(shown|money|date|whole|flag)\\(\\s*\"(\\w+)\"");

    @Test
    void everyTextThatAFormShowsIsMadeHarmlessOrOurOwn() {
        assertThat(shownNotAllowed(Path.of("forms"))).isEmpty();
    }

    @Test
    void theRuleSeesAFormThatShowsAnythingElse() {
        assertThat(shownNotAllowed(Path.of("src/test/resources/model/shown-text/wrong")))
                .containsOnlyKeys("wordsOfACustomer");
    }

    /** What nobody has thought about, with the form that shows it. */
    private static TreeMap<String, String> shownNotAllowed(Path forms) {
        Set<String> allowed = new TreeSet<>(OUR_OWN);
        allowed.addAll(OF_COLLEAGUES);
        Models.ofProject().sources().values().forEach(source -> {
            Matcher declared = DECLARED.matcher(source);
            while (declared.find()) {
                allowed.add(declared.group(2));
            }
        });
        TreeMap<String, String> found = new TreeMap<>();
        for (Path form : Models.files(forms)) {
            if (form.toString().endsWith(".form")) {
                Matcher shown = SHOWN.matcher(Models.read(form).replace("\\\"", "\""));
                while (shown.find()) {
                    Matcher name = NAME.matcher(shown.group(1).replaceAll("\"[^\"]*\"", ""));
                    while (name.find()) {
                        if (!WORDS_OF_FEEL.contains(name.group()) && !allowed.contains(name.group())) {
                            found.put(name.group(), form.getFileName().toString());
                        }
                    }
                }
            }
        }
        return found;
    }
}
