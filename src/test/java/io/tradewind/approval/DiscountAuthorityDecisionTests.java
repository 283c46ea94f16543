package io.tradewind.approval;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.organization.Roles;
import io.tradewind.support.TradewindTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The deployed table, row by row, at its edges. */
@TradewindTest
class DiscountAuthorityDecisionTests {

    @Autowired
    private Authorities authorities;

    @ParameterizedTest
    @CsvSource({
        "sales-rep,       0.0500, true",
        "sales-rep,       0.0501, false",
        "sales-rep,       0.050001, false",
        "sales-rep,       0.0500000000001, false",
        "sales-rep,       -0.02, true",
        "sales-manager,   0.2000, true",
        "sales-manager,   0.2001, false",
        "sales-director,  0.3000, true",
        "sales-director,  0.3001, false",
        "general-manager, 0.3001, true",
        "general-manager, 1.0000, true",
        "general-manager, 1.0001, false",
    })
    void theLargestDiscountOfARoleIsStillItsOwn(String role, String discount, boolean own) {
        assertThat(mayGrant(role, discountOf(discount).measure("margin", "0.99").build()))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "sales-rep,       0.40, true",
        "sales-rep,       0.3999, false",
        "sales-manager,   0.30, true",
        "sales-manager,   0.2999, false",
        "sales-director,  0.20, true",
        "sales-director,  0.1999, false",
        "general-manager, -0.5, true",
    })
    void theSmallestMarginOfARoleIsStillItsOwn(String role, String margin, boolean own) {
        assertThat(mayGrant(role, discountOf("0.01").measure("margin", margin).build()))
                .isEqualTo(own);
    }

    @Test
    void whatIsNotKnownIsNotGranted() {
        assertThat(mayGrant(
                        Roles.SALES_REP, discountOf("0.01").without("margin").build()))
                .isFalse();
        assertThat(mayGrant(
                        Roles.SALES_REP, discountOf("0.01").without("discount").build()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-support", "finance", "legal", "logistics", "camunda-admin", "no-such-role"})
    void aRoleThatTheTableDoesNotNameMayGrantNothing(String role) {
        assertThat(authorities.of(role, discountOf("0.00").build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sales-rep,       0,       false",
        "sales-manager,   50000,  true",
        "sales-manager,   50000.01, false",
        "sales-director,  250000, true",
        "sales-director,  250000.01, false",
        "general-manager, 5000000, true",
    })
    void creditIsReleasedUpToTheAmountOfTheRole(String role, String amount, boolean own) {
        assertThat(mayGrant(role, ApprovalFixtures.creditReleaseOf(amount).build()))
                .isEqualTo(own);
    }

    @Test
    void countersignersComeByFloorMarginAndKindWhateverTheDiscount() {
        assertThat(authorities.countersigns(discountOf("0.01").build())).isEmpty();
        assertThat(authorities.countersigns(
                        discountOf("0.01").measure("belowFloor", "1").build()))
                .extracting(Authorities.Countersign::role, Authorities.Countersign::reason)
                .containsExactly(tuple("finance", "The price is below the floor price."));
        assertThat(authorities.countersigns(
                        discountOf("0.01").measure("margin", "0.20").build()))
                .isEmpty();
        assertThat(authorities.countersigns(
                        discountOf("0.01").measure("margin", "0.1999").build()))
                .extracting(Authorities.Countersign::role)
                .containsExactly("finance");
        assertThat(authorities.countersigns(discountOf("0.01").without("margin").build()))
                .extracting(Authorities.Countersign::reason)
                .containsExactly("The margin is not known.");
        assertThat(authorities.countersigns(
                        discountOf("0.01").without("belowFloor").build()))
                .hasSize(1);
        assertThat(authorities.countersigns(
                        ApprovalFixtures.creditReleaseOf("1").build()))
                .extracting(Authorities.Countersign::role)
                .containsExactly("finance");
    }

    private boolean mayGrant(String role, ApprovalRequest request) {
        return authorities
                .of(role, request)
                .map(authority -> authority.exceededBy(request).isEmpty())
                .orElse(false);
    }
}
