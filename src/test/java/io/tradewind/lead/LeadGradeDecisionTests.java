package io.tradewind.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class LeadGradeDecisionTests {

    @Autowired
    private DecisionTables decisions;

    /** Each row of both point tables alone: the reason names it, and only it. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "true,  -,          0,     -, -, -, -, customer already",
                "false, referral,   0,     -, -, -, -, recommended to us",
                "false, partner,    0,     -, -, -, -, recommended to us",
                "false, website,    0,     -, -, -, -, came to us",
                "false, trade-fair, 0,     -, -, -, -, came to us",
                "false, phone,      0,     -, -, -, -, came to us",
                "false, -,          1000,  -, -, -, -, 'worth 1,000 or more'",
                "false, -,          9999.99, -, -, -, -, 'worth 1,000 or more'",
                "false, -,          10000, -, -, -, -, 'worth 10,000 or more'",
                "false, -, 0, decision-maker, -, -, -, decision maker reached",
                "false, -, 0, influencer,     -, -, -, influencer reached",
                "false, -, 0, nobody,         -, -, -, nobody reached yet",
                "false, -, 0, -, clear, -, -, clear need",
                "false, -, 0, -, vague, -, -, vague need",
                "false, -, 0, -, none,  -, -, no need",
                "false, -, 0, -, -, approved, -, budget approved",
                "false, -, 0, -, -, planned,  -, budget planned",
                "false, -, 0, -, -, none,     -, no budget",
                "false, -, 0, -, -, -, quarter,   wants to buy within three months",
                "false, -, 0, -, -, -, half-year, wants to buy within six months",
                "false, -, 999.99, user, -, -, later, nothing is known yet",
            })
    void everyRowGivesItsReason(
            boolean known,
            @Nullable String source,
            String value,
            @Nullable String reached,
            @Nullable String need,
            @Nullable String budget,
            @Nullable String timeFrame,
            String reason) {
        assertThat(grade(known, source, value, reached, need, budget, timeFrame).get("gradeReason"))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // fit 3, intent 7, 5 and 3
                "A, true,  -, 0,     decision-maker, vague, approved, half-year",
                "B, true,  -, 0,     decision-maker, -,     approved, -",
                "C, true,  -, 0,     -,              clear, -,        -",
                // fit 2, intent 10, 6, 4 and 3
                "B, false, partner, 0, decision-maker, clear, approved, quarter",
                "C, false, partner, 0, -,              clear, approved, -",
                "C, false, partner, 0, influencer,     clear, -,        -",
                "D, false, partner, 0, -,              clear, -,        -",
                // two halves of a fit are one
                "A, false, partner, 1000, decision-maker, clear, approved, quarter",
                // nothing known
                "D, false, -, 0, -, -, -, -",
            })
    void pointsOfFitAndIntentMakeTheGrade(
            String grade,
            boolean known,
            @Nullable String source,
            String value,
            @Nullable String reached,
            @Nullable String need,
            @Nullable String budget,
            @Nullable String timeFrame) {
        assertThat(grade(known, source, value, reached, need, budget, timeFrame).get("grade"))
                .isEqualTo(grade);
    }

    @Test
    void severalReasonsAreSaidTogether() {
        assertThat(grade(true, "referral", "500", "decision-maker", "clear", null, null)
                        .get("gradeReason"))
                .isEqualTo("customer already, recommended to us, decision maker reached, clear need");
    }

    private Map<String, Object> grade(
            boolean known,
            @Nullable String source,
            String value,
            @Nullable String reached,
            @Nullable String need,
            @Nullable String budget,
            @Nullable String timeFrame) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("knownCustomer", known);
        facts.put("leadSource", source);
        facts.put("leadValue", value);
        facts.put("reached", reached);
        facts.put("need", need);
        facts.put("budget", budget);
        facts.put("timeFrame", timeFrame);
        return decisions.first("lead-grade", facts).orElseThrow();
    }
}
