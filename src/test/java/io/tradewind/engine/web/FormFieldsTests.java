package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250.00         | 1250.00",
                "1,250.5         | 1250.5",
                "12 500 000      | 12500000",
                "-3.20           | -3.20",
                "−3.20           | -3.20",
                "100000000000000000000| 1e20",
                "999,999,999,999,999,999,999,999,999,999.99| 999999999999999999999999999999.99"
            })
    void amount(String typed, BigDecimal meant) {
        assertThat(FormFields.amount("limit", typed)).isEqualByComparingTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,5",
                "1.250,00",
                "12,50,000",
                "1e9",
                "1e999999999",
                "5.001",
                "1000000000000000000000000000000",
                "much",
                " "
            })
    void noAmount(String typed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> FormFields.amount("limit", typed))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("limit"))
                .withMessageContaining("like 1250.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.03.2026", "2026-02-30", "20260331", "0026-03-31", "2626-03-31"})
    void noDay(String typed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> FormFields.optionalDate("day", typed))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("day"));
    }

    @Test
    void nothingTypedIsNothingSaid() {
        assertThat(FormFields.optionalAmount("limit", " ")).isNull();
        assertThat(FormFields.optionalDate("day", null)).isNull();
        assertThat(FormFields.optionalDate("day", " 2026-03-31 ")).isEqualTo(LocalDate.of(2026, 3, 31));
    }
}
