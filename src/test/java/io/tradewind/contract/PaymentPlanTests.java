package io.tradewind.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentPlanTests {

    @Test
    void withoutAPlanEverythingIsDueAfterThePaymentDays() {
        assertThat(PaymentPlan.of("  ", 45)).containsExactly(new PlannedInstalment(1, BigDecimal.ONE, 45));
        assertThat(PaymentPlan.of(null, 0)).containsExactly(new PlannedInstalment(1, BigDecimal.ONE, 0));
    }

    @Test
    void readsWhatPeopleWriteAndSaysItBack() {
        assertThat(PaymentPlan.of("33.33% within 0 days;33.33 % After 14 day\n 33.34 % after 30 days", 30))
                .containsExactly(
                        new PlannedInstalment(1, new BigDecimal("0.3333"), 0),
                        new PlannedInstalment(2, new BigDecimal("0.3333"), 14),
                        new PlannedInstalment(3, new BigDecimal("0.3334"), 30));
        assertThat(PaymentPlan.words(PaymentPlan.of("30 % after 0 days, 70.00 % after 1 day", 30)))
                .isEqualTo("30 % after 0 days, 70 % after 1 day");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            30 % after 0 days, 60 % after 30 days    | add up to 90 %
            60 % after 0 days, 60 % after 30 days    | add up to 120 %
            50 % after 30 days, 50 % after 10 days   | later than the one before
            50 % after 10 days, 50 % after 10 days   | later than the one before
            50 % after 0 days, 50 % after 61 days    | later than the 60 payment days
            0 % after 0 days, 100 % after 30 days    | An instalment of 0 %
            half now, half later                     | cannot be read
            -50 % after 0 days, 150 % after 30 days  | cannot be read
            50,5 % after 0 days, 49,5 % after 3 days | cannot be read
            100 %                                    | cannot be read
            """)
    void refusesWhatIsNoPlan(String text, String why) {
        assertThatThrownBy(() -> PaymentPlan.of(text, 60))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("paymentPlan"))
                .hasMessageContaining(why);
    }

    @Test
    void twelveInstalmentsAreEnough() {
        assertThatThrownBy(() -> PaymentPlan.of(
                        IntStream.range(0, 13)
                                .mapToObj(day -> "5 % after " + day + " days")
                                .collect(Collectors.joining(",")),
                        60))
                .hasMessageContaining("at most 12");
    }
}
