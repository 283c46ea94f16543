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
class WriteOffAuthorityDecisionTests {

    @Autowired
    private Authorities authorities;

    @ParameterizedTest
    @CsvSource({
        "finance,         250,      true",
        "finance,         250.01,   false",
        "sales-director,  10000,    true",
        "sales-director,  10000.01, false",
        "general-manager, 5000000,  true",
    })
    void theLargestSumOfARoleIsStillItsOwn(String role, String amount, boolean own) {
        assertThat(authorities.of(role, request(amount))).hasValueSatisfying(authority -> assertThat(
                        authority.exceededBy(request(amount)).isEmpty())
                .isEqualTo(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-manager", "sales-support", "legal", "service", "no-such-role"})
    void aRoleThatTheTableDoesNotNameGivesUpNothing(String role) {
        assertThat(authorities.of(role, request("0.01"))).isEmpty();
    }

    private static ApprovalRequest request(String amount) {
        return new ApprovalRequest(
                "write-off",
                "WO-2026-000001",
                1,
                "finance",
                "Write off",
                Map.of(Measures.AMOUNT, new BigDecimal(amount)),
                Map.of(),
                List.of(),
                1L,
                "USD",
                null);
    }
}
