package io.tradewind.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The deployed table, row by row, at its edges. */
@TradewindTest
class TargetChangeAuthorityDecisionTests {

    @Autowired
    private Authorities authorities;

    @ParameterizedTest
    @CsvSource({
        "sales-director,  250000,    true",
        "sales-director,  250000.01, false",
        "general-manager, 5000000,  true",
    })
    void theLargestSumOfARoleIsStillItsOwn(String role, String amount, boolean own) {
        assertThat(authorities.of(role, request(amount))).hasValueSatisfying(authority -> assertThat(
                        authority.exceededBy(request(amount)).isEmpty())
                .isEqualTo(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-manager", "finance", "hr", "no-such-role"})
    void aRoleThatTheTableDoesNotNameChangesNothingAlone(String role) {
        assertThat(authorities.of(role, request("0.01"))).isEmpty();
    }

    private static ApprovalRequest request(String amount) {
        return new ApprovalRequest(
                "target-change",
                "TP-2026-000001",
                1,
                "director",
                "Change targets",
                Map.of(Measures.AMOUNT, new BigDecimal(amount)),
                Map.of(),
                List.of(),
                null,
                "USD",
                null);
    }
}
