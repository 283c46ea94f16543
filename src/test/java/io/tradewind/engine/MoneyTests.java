package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/decisions/0006-money.md */
class MoneyTests {

    @ParameterizedTest
    @CsvSource({"0.005, 0.01", "0.0049, 0.00", "2.675, 2.68", "-0.005, -0.01", "10, 10.00"})
    void halvesGoAwayFromZero(BigDecimal exact, String rounded) {
        assertThat(Money.rounded(exact)).isEqualTo(rounded);
    }

    @Test
    void theCentsLeftOverGoToWhoLostMost() {
        assertThat(Money.split(new BigDecimal("100.00"), shares("0.333333", "0.333333", "0.333334")))
                .containsExactly(new BigDecimal("33.33"), new BigDecimal("33.33"), new BigDecimal("33.34"));
        assertThat(Money.split(new BigDecimal("0.01"), shares("0.5", "0.5")))
                .containsExactly(new BigDecimal("0.01"), new BigDecimal("0.00"));
        assertThat(Money.split(new BigDecimal("10.01"), shares("0.3", "0.7")))
                .containsExactly(new BigDecimal("3.00"), new BigDecimal("7.01"));
        assertThatThrownBy(() -> Money.split(BigDecimal.TEN, shares("0.3", "0.6")))
                .hasMessageContaining("add up to 1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsAlwaysAddUpAndAreNeverACentOff(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(2_000_000_00) - 1_000_000_00, 2);
            List<BigDecimal> shares = new ArrayList<>();
            BigDecimal left = BigDecimal.ONE;
            for (int n = random.nextInt(6); n > 0; n--) {
                BigDecimal share = left.multiply(BigDecimal.valueOf(random.nextInt(1000), 3))
                        .setScale(6, java.math.RoundingMode.DOWN);
                shares.add(share);
                left = left.subtract(share);
            }
            shares.add(left);

            List<BigDecimal> parts = Money.split(amount, shares);

            assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(amount);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(parts.get(i).subtract(amount.multiply(shares.get(i))).abs())
                        .isLessThan(new BigDecimal("0.01"));
            }
        }
    }

    private static List<BigDecimal> shares(String... shares) {
        return List.of(shares).stream().map(BigDecimal::new).toList();
    }
}
