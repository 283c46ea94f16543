package io.tradewind.credit;

import io.tradewind.engine.DecisionTables;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Judges a sheet by the owners' tables as the process does; the answer when no rule matches is a person. */
@Component
class CreditJudge {

    /** What the tables say of a sheet. */
    record Judgement(String rating, String decision, String why) {

        boolean passes() {
            return decision.equals("pass");
        }
    }

    private final DecisionTables decisions;

    CreditJudge(DecisionTables decisions) {
        this.decisions = decisions;
    }

    Judgement judge(ExposureSheet sheet) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("yearsInBusiness", null);
        facts.put("averageDaysLate", sheet.averageDaysLate());
        facts.put("overdueDays", sheet.overdueDays());
        String rating = decisions
                .first("credit-rating", facts)
                .map(row -> row.get("rating").toString())
                .orElse("D");
        facts.put("rating", rating);
        facts.put("onHold", sheet.onHold());
        facts.put("releaseCovers", sheet.releaseCovers());
        facts.put("utilisation", sheet.utilisation());
        return decisions
                .first("credit-decision", facts)
                .map(row -> new Judgement(
                        rating, row.get("decision").toString(), row.get("why").toString()))
                .orElse(new Judgement(rating, "release", "No rule lets this pass: a person decides"));
    }
}
