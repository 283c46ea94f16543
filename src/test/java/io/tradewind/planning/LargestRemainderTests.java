package io.tradewind.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestRemainderTests {

    private static final List<BigDecimal> YEAR = Collections.nCopies(12, BigDecimal.ONE);

    @Test
    void fewCustomersOfManyRepsAreSpreadOverTheYear() {
        int[] months = new int[12];
        for (int rep = 0; rep < 35; rep++) {
            List<BigDecimal> parts = LargestRemainder.inTurn(new BigDecimal(rep % 2 == 0 ? 3 : 4), YEAR, rep);
            for (int month = 0; month < 12; month++) {
                months[month] += parts.get(month).intValueExact();
            }
        }

        // 122 in all: ten a month, give or take
        assertThat(Arrays.stream(months).sum()).isEqualTo(122);
        assertThat(months).as(Arrays.toString(months)).satisfies(all -> assertThat(
                        Arrays.stream(all).boxed().toList())
                .allMatch(month -> month >= 7 && month <= 14));
    }

    @Test
    void inTurnEverythingIsGivenAndNobodyGetsAUnitMoreThanTheirShare() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal units = BigDecimal.valueOf(random.nextInt(40));
            List<BigDecimal> weights = random.ints(1 + random.nextInt(12), 0, 5)
                    .mapToObj(BigDecimal::valueOf)
                    .toList();
            List<BigDecimal> parts = LargestRemainder.inTurn(units, weights, random.nextInt(100));

            assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(units);
            BigDecimal whole = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            for (int part = 0; part < parts.size(); part++) {
                BigDecimal share = whole.signum() == 0
                        ? units.divide(BigDecimal.valueOf(weights.size()), 9, RoundingMode.HALF_UP)
                        : units.multiply(weights.get(part)).divide(whole, 9, RoundingMode.HALF_UP);
                assertThat(parts.get(part).subtract(share).abs())
                        .as(parts + " of " + units + " by " + weights)
                        .isLessThan(BigDecimal.ONE);
            }
        }
    }

    @Test
    void monthsThatWereSaidInWholeUnitsStayAsTheyWereSaid() {
        List<BigDecimal> said = List.of(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.valueOf(2));

        assertThat(LargestRemainder.inTurn(BigDecimal.valueOf(3), said, 5)).isEqualTo(said);
    }
}
