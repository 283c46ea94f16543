package io.tradewind.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The three tables of the credit module, row by row, a case beside its opposite. */
@TradewindTest
class CreditDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest
    @CsvSource({"A,200000", "B,75000", "C,25000", "X,25000"})
    void everyClassHasADefaultLimit(String customerClass, int limit) {
        assertThat(tables.first("credit-limit", Map.of("customerClass", customerClass)))
                .hasValueSatisfying(row -> assertThat(row.get("limit")).hasToString(String.valueOf(limit)));
    }

    @ParameterizedTest
    @CsvSource({
        // years, employees, late, overdue, score, rating
        "10,500,0,61,900,D",
        "10,500,46,0,900,D",
        "10,500,0,0,299,D",
        "10,500,0,60,900,C",
        "10,500,0,31,900,C",
        "10,500,45,0,900,C",
        "10,500,16,0,900,C",
        "10,500,0,0,300,C",
        "10,500,0,0,499,C",
        "3,,5,5,500,A",
        "3,,5,5,,A",
        "2,,5,5,,B",
        "3,,6,5,,B",
        "3,,5,6,,B",
        "2,50,5,5,800,A",
        "2,49,5,5,800,B",
        "2,50,5,5,799,B",
        "2,50,6,5,800,B",
        "2,50,5,6,800,B",
        ",,5,0,,B",
        ",,15,30,,B",
        "3,1,,5,700,B",
        "2,1,,5,700,C",
        "3,1,,6,700,C",
        "3,1,,5,699,C",
        ",,,0,,C",
        ",,,30,,C",
        "20,,,0,,C",
    })
    void ratingFollowsPaymentBehaviourOverdueDaysAndTheBureau(
            @Nullable Integer years,
            @Nullable Integer employees,
            @Nullable Integer late,
            int overdue,
            @Nullable Integer score,
            String rating) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("yearsInBusiness", years);
        facts.put("employees", employees);
        facts.put("averageDaysLate", late);
        facts.put("overdueDays", overdue);
        facts.put("bureauScore", score);
        facts.put("writtenOff", 0);

        assertThat(tables.first("credit-rating", facts))
                .hasValueSatisfying(
                        row -> assertThat(row).containsEntry("rating", rating).containsKey("ratingWhy"));
    }

    @ParameterizedTest
    @CsvSource({"100.00,A", "100.01,D"})
    void aDebtThatWasGivenUpIsRemembered(double writtenOff, String rating) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("yearsInBusiness", 10);
        facts.put("employees", 500);
        facts.put("averageDaysLate", 0);
        facts.put("overdueDays", 0);
        facts.put("bureauScore", 900);
        facts.put("writtenOff", writtenOff);

        assertThat(tables.first("credit-rating", facts))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("rating", rating));
    }

    @ParameterizedTest
    @CsvSource({
        // released, hold, rating, used, overdue, decision
        "true,true,D,9,200,pass",
        "false,true,A,0.1,0,release",
        "false,false,D,1.01,91,refuse",
        "false,false,D,1,91,release",
        "false,false,D,1.01,90,release",
        "false,false,A,1,30,pass",
        "false,false,B,1.000000,0,pass",
        "false,false,A,1,31,release",
        "false,false,C,1,14,pass",
        "false,false,C,1,15,release",
        "false,false,A,1.000001,0,reduce",
        "false,false,B,1.5,30,reduce",
        "false,false,B,1.500001,0,transfer",
        "false,false,A,3,30,transfer",
        "false,false,A,3.000001,0,release",
        "false,false,A,2,31,release",
        "false,false,C,1.2,14,reduce",
        "false,false,C,1.21,0,release",
        "false,false,C,1.1,15,release",
        "false,false,D,0.1,0,release",
        "false,false,A,,0,release",
    })
    void whatNoRuleLetsPassAPersonDecides(
            boolean released,
            boolean onHold,
            String rating,
            @Nullable String utilisation,
            int overdue,
            String decision) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("releaseCovers", released);
        facts.put("onHold", onHold);
        facts.put("rating", rating);
        facts.put("utilisation", utilisation);
        facts.put("overdueDays", overdue);

        assertThat(tables.first("credit-decision", facts))
                .hasValueSatisfying(row ->
                        assertThat(row).containsEntry("decision", decision).containsKey("why"));
    }
}
