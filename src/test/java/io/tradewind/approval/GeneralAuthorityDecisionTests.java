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
class GeneralAuthorityDecisionTests {

    @Autowired
    private Authorities authorities;

    @ParameterizedTest
    @CsvSource({
        "sales-manager,   10000,     true",
        "sales-manager,   10000.01,  false",
        "sales-director,  100000,    true",
        "sales-director,  100000.01, false",
        "general-manager, 5000000,  true",
    })
    void theLargestSumOfARoleIsStillItsOwn(String role, String amount, boolean own) {
        assertThat(authorities.of(role, request("second signature", amount)))
                .hasValueSatisfying(authority -> assertThat(authority
                                .exceededBy(request("second signature", amount))
                                .isEmpty())
                        .isEqualTo(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-support", "legal", "service", "finance", "no-such-role"})
    void aRoleThatTheTableDoesNotNameDecidesNothing(String role) {
        assertThat(authorities.of(role, request("other", "0.01"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-manager", "sales-director", "general-manager"})
    void aTopicThatNoRuleNamesIsNobodysOwn(String role) {
        assertThat(authorities.of(role, request("astrology", "0.01"))).isEmpty();
    }

    private static ApprovalRequest request(String topic, String amount) {
        return new ApprovalRequest(
                GeneralRequests.KIND,
                "D-2026-000001",
                1,
                "darcel-schlecht",
                "May we?",
                Map.of(Measures.AMOUNT, new BigDecimal(amount)),
                Map.of("topic", List.of(topic)),
                List.of(),
                1L,
                "USD",
                null);
    }
}
