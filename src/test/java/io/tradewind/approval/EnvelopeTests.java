package io.tradewind.approval;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** What was approved holds for whatever is no worse, and for nothing else. */
@TradewindTest
@Transactional
class EnvelopeTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String DEAL = "D-1998-000001";

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalChain chain;

    @Autowired
    private EngineSteps steps;

    @ParameterizedTest
    @CsvSource({
        "0.12, 0.31, 0, 48210, true",
        "0.10, 0.35, 0, 50000, true",
        "0.120001, 0.31, 0, 48210, false",
        "0.12, 0.3099, 0, 48210, false",
        "0.12, 0.31, 1, 48210, false",
        "0.12, 0.31, 0, 48209.99, false",
    })
    void noWorseInAnyMeasureNeedsNobody(
            String discount, String margin, String belowFloor, String total, boolean covered) {
        approved(price().measure("discount", "0.12"));

        assertThat(approvals.covers("discount", DEAL, measures(discount, margin, belowFloor, total), TODAY))
                .isEqualTo(covered);
    }

    @Test
    void whatIsNotStatedOrWasNotApprovedIsOutside() {
        approved(price());
        Map<String, BigDecimal> fewer = measures("0.12", "0.31", "0", "48210");
        fewer.remove("margin");
        Map<String, BigDecimal> more = measures("0.12", "0.31", "0", "48210");
        more.put("paymentDays", BigDecimal.TEN);

        assertThat(approvals.covers("discount", DEAL, fewer, TODAY)).isFalse();
        assertThat(approvals.covers("discount", DEAL, more, TODAY)).isFalse();
        assertThat(approvals.covers("discount", DEAL, Map.of(), TODAY)).isFalse();
    }

    @Test
    void anotherDealKindSeriesOrClassIsOutside() {
        approved(price());
        Map<String, BigDecimal> same = measures("0.12", "0.31", "0", "48210");

        assertThat(approvals.covers("discount", DEAL, same, Map.of("productSeries", List.of("GTX")), TODAY))
                .isTrue();
        assertThat(approvals.covers("discount", DEAL, same, Map.of("productSeries", List.of("GTX", "MG")), TODAY))
                .isFalse();
        assertThat(approvals.covers("discount", DEAL, same, Map.of("customerClass", List.of("C")), TODAY))
                .isFalse();
        assertThat(approvals.covers("contract", DEAL, same, TODAY)).isFalse();
        assertThat(approvals.covers("discount", "D-1998-00000", same, TODAY)).isFalse();
        assertThat(approvals.covers("discount", DEAL + " v2", same, TODAY)).isFalse();
    }

    @Test
    void itHoldsThroughItsLastDay() {
        approved(price().until(TODAY));
        Map<String, BigDecimal> same = measures("0.12", "0.31", "0", "48210");

        assertThat(approvals.covers("discount", DEAL, same, TODAY)).isTrue();
        assertThat(approvals.covers("discount", DEAL, same, TODAY.plusDays(1))).isFalse();
    }

    @Test
    void onlyAnApprovalMakesAnEnvelope() {
        Map<String, BigDecimal> same = measures("0.12", "0.31", "0", "48210");
        long id = approvals.open(price().build());
        assertThat(approvals.covers("discount", DEAL, same, TODAY)).as("open").isFalse();

        chain.ask(id, "melvin-marxen", "task-" + id, "melvin-marxen");
        steps.as("melvin-marxen", () -> chain.decide("task-" + id, Answer.REJECT, "No"));
        assertThat(approvals.covers("discount", DEAL, same, TODAY))
                .as("rejected")
                .isFalse();
    }

    @Test
    void anEarlierApprovalStillHoldsWhenAWorsePriceWasRejected() {
        approved(price());
        long worse = approvals.open(
                price().about(DEAL + " v2").measure("discount", "0.18").build());
        chain.ask(worse, "melvin-marxen", "task-" + worse, "melvin-marxen");
        steps.as("melvin-marxen", () -> chain.decide("task-" + worse, Answer.REJECT, "No"));

        assertThat(approvals.covers("discount", DEAL, measures("0.12", "0.31", "0", "48210"), TODAY))
                .isTrue();
        assertThat(approvals.covers("discount", DEAL, measures("0.18", "0.31", "0", "48210"), TODAY))
                .isFalse();
    }

    @Test
    void whatTheRequesterMayGrantAloneMakesOneToo() {
        long id = approvals.open(
                price().measure("discount", "0.04").measure("margin", "0.42").build());

        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(approvals.covers("discount", DEAL, measures("0.04", "0.42", "0", "48210"), TODAY))
                .isTrue();
        assertThat(approvals.covers("discount", DEAL, measures("0.05", "0.42", "0", "48210"), TODAY))
                .isFalse();
    }

    @Test
    void roundingNeverBringsAPriceInside() {
        approved(price());

        assertThat(approvals.covers("discount", DEAL, measures("0.1200000001", "0.31", "0", "48210"), TODAY))
                .isFalse();
        assertThat(approvals.covers("discount", DEAL, measures("0.12", "0.3099999999", "0", "48210"), TODAY))
                .isFalse();
    }

    private static RequestBuilder price() {
        return discountOf("0.12").about(DEAL + " v1").measure("margin", "0.31").measure("total", "48210");
    }

    private void approved(RequestBuilder request) {
        long id = approvals.open(request.build());
        chain.ask(id, "melvin-marxen", "task-" + id, "melvin-marxen");
        steps.as("melvin-marxen", () -> chain.decide("task-" + id, Answer.APPROVE, null));
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.APPROVED);
    }

    private static Map<String, BigDecimal> measures(String discount, String margin, String belowFloor, String total) {
        return new HashMap<>(Map.of(
                "discount", new BigDecimal(discount),
                "margin", new BigDecimal(margin),
                "belowFloor", new BigDecimal(belowFloor),
                "total", new BigDecimal(total)));
    }
}
