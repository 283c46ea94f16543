package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 11);

    @ParameterizedTest
    @CsvSource({
        // the period, the one before, the same of last year
        "2025-04-01, 2025-05-31, 2025-02-01, 2025-03-31, 2024-04-01, 2024-05-31",
        "2025-03-01, 2025-03-31, 2025-02-01, 2025-02-28, 2024-03-01, 2024-03-31",
        "2025-02-01, 2025-02-28, 2025-01-01, 2025-01-31, 2024-02-01, 2024-02-29",
        "2025-03-10, 2025-03-12, 2025-03-07, 2025-03-09, 2024-03-10, 2024-03-12",
        "2025-01-01, 2025-12-31, 2024-01-01, 2024-12-31, 2024-01-01, 2024-12-31",
        "2026-03-01, 2026-03-31, 2026-02-01, 2026-02-11, 2025-03-01, 2025-03-11", // not over
        "2026-01-01, 2026-12-31, 2025-01-01, 2025-03-11, 2025-01-01, 2025-03-11", // not over
        "2026-05-01, 2026-05-31, 2026-04-01, 2026-04-30, 2025-05-01, 2025-05-31", // not begun
    })
    void theEarlierPeriodIsAsLongAndNoLongerThanThisOneIsOld(
            LocalDate from,
            LocalDate to,
            LocalDate before,
            LocalDate untilBefore,
            LocalDate year,
            LocalDate untilYear) {
        Selection selection = new Selection(from, to, Map.of(Dimension.REP, "anna-snelling"));

        assertThat(Earlier.PREVIOUS_PERIOD.of(selection, TODAY))
                .isEqualTo(new Selection(before, untilBefore, selection.only()));
        assertThat(Earlier.PREVIOUS_YEAR.of(selection, TODAY))
                .isEqualTo(new Selection(year, untilYear, selection.only()));
    }

    @Test
    void aMonthIsAPeriod() {
        Selection month = new Selection(null, null, Map.of(Dimension.MONTH, "2025-03"));

        assertThat(Earlier.PREVIOUS_PERIOD.of(month, TODAY))
                .isEqualTo(new Selection(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 28), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "2028-01-01, 2028-01-31, 2027-12-01, 2027-12-31, 2027-01-01, 2027-01-31", // a month
        "2027-10-01, 2027-12-31, 2027-07-01, 2027-09-30, 2026-10-01, 2026-12-31", // a quarter
        "2028-01-10, 2028-01-19, 2027-12-31, 2028-01-09, 2027-01-10, 2027-01-19", // free days
        "2028-02-01, 2028-02-29, 2028-01-01, 2028-01-31, 2027-02-01, 2027-02-28", // a leap February
        "2028-01-01, 2028-03-31, 2027-10-01, 2027-11-30, 2027-01-01, 2027-02-28", // a quarter that runs
    })
    void inALeapYear(
            LocalDate from,
            LocalDate to,
            LocalDate before,
            LocalDate untilBefore,
            LocalDate year,
            LocalDate untilYear) {
        LocalDate leapDay = LocalDate.of(2028, 2, 29);
        Selection selection = new Selection(from, to, Map.of());

        assertThat(Earlier.PREVIOUS_PERIOD.find(selection, leapDay))
                .contains(new Selection(before, untilBefore, Map.of()));
        assertThat(Earlier.PREVIOUS_YEAR.find(selection, leapDay)).contains(new Selection(year, untilYear, Map.of()));
    }

    @Test
    void whatHasNoBeginningOrIsToComeIsComparedWithNothing() {
        assertThat(Earlier.PREVIOUS_PERIOD.find(new Selection(null, TODAY, Map.of()), TODAY))
                .isEmpty();
        assertThat(Earlier.PREVIOUS_PERIOD.find(new Selection(TODAY, null, Map.of()), TODAY))
                .isEmpty();
        assertThat(Earlier.PREVIOUS_YEAR.find(new Selection(TODAY.plusDays(1), TODAY.plusDays(9), Map.of()), TODAY))
                .isEmpty();
    }

    @Test
    void beforeEverythingThereIsNothing() {
        assertThatThrownBy(() -> Earlier.PREVIOUS_YEAR.of(Selection.EVERYTHING, TODAY))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'from' and 'to'");
    }
}
