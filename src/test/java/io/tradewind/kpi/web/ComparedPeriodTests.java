package io.tradewind.kpi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.kpi.Selection;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedPeriodTests {

    private static final LocalDate TODAY = LocalDate.of(2028, 2, 29);

    @ParameterizedTest
    @CsvSource({
        "a month, 2028-01-01, 2028-01-31, 2027-12-01, 2027-12-31, 2027-01-01, 2027-01-31",
        "a quarter, 2027-10-01, 2027-12-31, 2027-07-01, 2027-09-30, 2026-10-01, 2026-12-31",
        "a year, 2027-01-01, 2027-12-31, 2026-01-01, 2026-12-31, 2026-01-01, 2026-12-31",
        "free days, 2028-01-10, 2028-01-19, 2027-12-31, 2028-01-09, 2027-01-10, 2027-01-19",
        "a leap February, 2028-02-01, 2028-02-29, 2028-01-01, 2028-01-31, 2027-02-01, 2027-02-28",
        "a quarter that runs, 2028-01-01, 2028-03-31, 2027-10-01, 2027-11-30, 2027-01-01, 2027-02-28",
        "a year that runs, 2028-01-01, 2028-12-31, 2027-01-01, 2027-02-28, 2027-01-01, 2027-02-28",
    })
    void period(
            String what,
            LocalDate from,
            LocalDate to,
            LocalDate beforeFrom,
            LocalDate beforeTo,
            LocalDate yearFrom,
            LocalDate yearTo) {
        ComparedPeriod compared = ComparedPeriod.of(selection(from, to), TODAY).orElseThrow();

        assertThat(compared.before()).as(what).isEqualTo(selection(beforeFrom, beforeTo));
        assertThat(compared.lastYear()).as(what).isEqualTo(selection(yearFrom, yearTo));
    }

    @Test
    void aMonthThatRunsIsComparedUpToTheSameDay() {
        ComparedPeriod compared = ComparedPeriod.of(
                        selection(LocalDate.of(2028, 3, 1), LocalDate.of(2028, 3, 31)), LocalDate.of(2028, 3, 11))
                .orElseThrow();

        assertThat(compared.before()).isEqualTo(selection(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 11)));
    }

    @Test
    void whatHasNoBeginningOrIsToComeIsComparedWithNothing() {
        assertThat(ComparedPeriod.of(selection(null, TODAY), TODAY)).isEmpty();
        assertThat(ComparedPeriod.of(selection(TODAY, null), TODAY)).isEmpty();
        assertThat(ComparedPeriod.of(selection(TODAY.plusDays(1), TODAY.plusDays(9)), TODAY))
                .isEmpty();
    }

    private static Selection selection(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new Selection(from, to, Map.of());
    }
}
