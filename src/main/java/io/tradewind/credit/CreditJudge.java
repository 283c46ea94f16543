package io.tradewind.credit;

import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.variables.Shown;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Judges a sheet by the owners' tables as the process does; the answer when no rule matches is a person. */
@Component
class CreditJudge {

    /** A rating and its reason. */
    record Rating(String grade, String why) {}

    /**
     * What the tables say of a sheet.
     *
     * @param rule the reason of the table's row alone
     * @param why the same with all else that counts
     */
    record Judgement(String rating, String decision, String rule, String why) {

        boolean passes() {
            return decision.equals("pass");
        }
    }

    private final DecisionTables decisions;

    CreditJudge(DecisionTables decisions) {
        this.decisions = decisions;
    }

    Judgement judge(ExposureSheet sheet) {
        Rating rating = rate(sheet);
        Map<String, Object> facts = new HashMap<>();
        facts.put("rating", rating.grade());
        facts.put("overdueDays", sheet.overdueDays());
        facts.put("onHold", sheet.onHold());
        facts.put("releaseCovers", sheet.releaseCovers());
        facts.put("utilisation", sheet.utilisation());
        return decisions
                .first("credit-decision", facts)
                .map(row -> {
                    String decision = row.get("decision").toString();
                    return judgement(sheet, decision, row.get("why").toString(), rating);
                })
                .orElseGet(() -> judgement(sheet, "release", "No rule lets this pass: a person decides", rating));
    }

    private static Judgement judgement(ExposureSheet sheet, String decision, String rule, Rating rating) {
        return new Judgement(rating.grade(), decision, rule, explained(sheet, decision, rule, rating));
    }

    Rating rate(ExposureSheet sheet) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("yearsInBusiness", sheet.bureau().yearsInBusiness());
        facts.put("employees", sheet.bureau().employees());
        facts.put("bureauScore", sheet.bureau().score());
        facts.put("averageDaysLate", sheet.averageDaysLate());
        facts.put("overdueDays", sheet.overdueDays());
        facts.put("writtenOff", sheet.writtenOff());
        return decisions
                .first("credit-rating", facts)
                .map(row -> new Rating(
                        row.get("rating").toString(), row.get("ratingWhy").toString()))
                .orElse(new Rating("D", "No rule rates this customer"));
    }

    /** {@code Over the limit by 5,000.00 (20 %), rating C because …}. */
    static String inShort(ExposureSheet sheet, Rating rating) {
        String limit = !sheet.comparable()
                ? "In " + sheet.currency() + ", which cannot be compared with the limit"
                : sheet.overLimit().signum() > 0 ? "Over the limit by " + over(sheet) : "Within the limit";
        return limit + ", rating " + rating.grade() + " because: " + rating.why();
    }

    private static String over(ExposureSheet sheet) {
        String amount = Shown.money(sheet.overLimit());
        return sheet.limit().signum() == 0
                ? amount
                : amount + " ("
                        + sheet.overLimit()
                                .movePointRight(2)
                                .divide(sheet.limit(), 0, RoundingMode.UP)
                                .toPlainString()
                        + " %)";
    }

    /** The table's reason; when it does not simply pass, also how far over the limit it is, and all else that counts. */
    static String explained(ExposureSheet sheet, String decision, String why, Rating rating) {
        if (decision.equals("pass")) {
            return why;
        }
        StringBuilder words = new StringBuilder(why).append(". ");
        if (!sheet.comparable()) {
            words.append("The document is in ")
                    .append(sheet.currency())
                    .append(" and cannot be compared with the limit. ");
        } else if (sheet.overLimit().signum() > 0) {
            words.append(over(sheet))
                    .append(" over the limit of ")
                    .append(Shown.money(sheet.limit()))
                    .append(". ");
        } else {
            words.append("Within the limit of ")
                    .append(Shown.money(sheet.limit()))
                    .append(". ");
        }
        words.append("Rating ")
                .append(rating.grade())
                .append(": ")
                .append(rating.why())
                .append(". ");
        if (sheet.overdueDays() > 0) {
            words.append("Oldest overdue: ").append(sheet.overdueDays()).append(" days. ");
        }
        return words.append("Credit bureau: ")
                .append(sheet.bureau().words())
                .append(".")
                .toString();
    }
}
