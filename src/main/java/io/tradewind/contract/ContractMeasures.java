package io.tradewind.contract;

import io.tradewind.approval.Measures;
import io.tradewind.contract.ContractClause.Deviation;
import io.tradewind.contract.ContractClause.Judge;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a contract the tables judge, in numbers; once approved, its bounds. */
final class ContractMeasures {

    /** From the best grade to the worst. */
    private static final List<String> GRADES = List.of("A", "B", "C", "D");

    private ContractMeasures() {}

    /** @param grade of the customer's credit; what is not known counts as worse than the worst */
    static Map<String, BigDecimal> of(Contract contract, JdbcContracts.Wordings wordings, @Nullable String grade) {
        Map<String, BigDecimal> measures = new HashMap<>();
        // no more may be promised, and no less be paid, than was approved
        measures.put(Measures.AMOUNT, contract.total());
        measures.put(Measures.TOTAL, contract.total());
        measures.put(Measures.PAYMENT_DAYS, BigDecimal.valueOf(contract.paymentDays()));
        measures.put("months", BigDecimal.valueOf(contract.months()));
        measures.put("creditGrade", BigDecimal.valueOf(grade(grade)));
        for (Judge judge : Judge.values()) {
            measures.put(
                    judge.code() + "Deviations",
                    BigDecimal.valueOf(contract.deviating().stream()
                            .filter(clause -> clause.judge() == judge)
                            .count()));
        }
        measures.put(
                "removedClauses",
                BigDecimal.valueOf(contract.deviating().stream()
                        .filter(clause -> clause.deviation() == Deviation.REMOVED)
                        .count()));
        measures.put("legalWording", BigDecimal.valueOf(wordings.legalWording()));
        measures.put("financeWording", BigDecimal.valueOf(wordings.financeWording()));
        measures.put("managementWording", BigDecimal.valueOf(wordings.managementWording()));
        return measures;
    }

    private static long grade(@Nullable String grade) {
        int known = grade == null ? -1 : GRADES.indexOf(grade);
        return known < 0 ? GRADES.size() + 1L : known + 1L;
    }
}
