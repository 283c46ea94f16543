package io.tradewind.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderRhythmTests {

    @Test
    void itIsTheMedianGap() {
        assertThat(OrderRhythm.of(days(0, 30, 60, 90), 3)).get().isEqualTo(new OrderRhythm(4, 30, day(90)));
        assertThat(OrderRhythm.of(days(0, 10, 41), 3))
                .get()
                .extracting(OrderRhythm::days)
                .isEqualTo(21L);
    }

    @Test
    void oneLongSilenceDoesNotMoveIt() {
        assertThat(OrderRhythm.of(days(0, 30, 60, 400, 430, 460), 3))
                .get()
                .extracting(OrderRhythm::days)
                .isEqualTo(30L);
    }

    @Test
    void twoOrdersOfOneDayAreOneAndTheirOrderIsOfNoAccount() {
        assertThat(OrderRhythm.of(days(60, 0, 30, 30, 30), 3)).get().isEqualTo(new OrderRhythm(3, 30, day(60)));
    }

    @Test
    void onlyTheLastTwelvePurchasesTell() {
        List<LocalDate> slowThenFast = IntStream.concat(
                        IntStream.rangeClosed(0, 20).map(n -> n * 100),
                        IntStream.rangeClosed(1, 12).map(n -> 2000 + n * 7))
                .mapToObj(OrderRhythmTests::day)
                .toList();

        assertThat(OrderRhythm.of(slowThenFast, 3)).get().satisfies(rhythm -> {
            assertThat(rhythm.days()).isEqualTo(7);
            assertThat(rhythm.purchases()).isEqualTo(12);
        });
    }

    @Test
    void tooFewPurchasesAreNoRhythm() {
        assertThat(OrderRhythm.of(List.of(), 0)).isEmpty();
        assertThat(OrderRhythm.of(days(0), 0)).isEmpty();
        assertThat(OrderRhythm.of(days(0, 30), 3)).isEmpty();
        assertThat(OrderRhythm.of(days(0, 30), 2)).isPresent();
    }

    private static List<LocalDate> days(int... days) {
        return Arrays.stream(days).mapToObj(OrderRhythmTests::day).toList();
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 1, 1).plusDays(day);
    }
}
