package io.tradewind.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {

    private static final Field VALUE = Field.decimal("value");
    private static final Field DAY = Field.date("day");

    private final Values values = new Values(null, null);

    @Test
    void whatHasLostItsLettersIsNotTaken() {
        assertThatThrownBy(() -> Values.text(Field.text("name", 100), "M\uFFFDller"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has lost letters")
                .hasMessageContaining("CSV UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1234.5;1234.5",
                "1,234.56;1234.56",
                "1.234,56;1234.56",
                "1 234,56;1234.56",
                "1'234.50;1234.50",
                "1,234,567;1234567",
                "$1,200.00;1200.00",
                "1200 €;1200",
                "USD 7.10;7.10",
                "-5;-5",
                "(12.50);-12.50",
                "$-3.5;-3.5",
                "0.125;0.125",
                ".5;0.5",
                "1234.500;1234.500",
                "１２３．４５;123.45"
            })
    void readsAmountsHoweverTheyAreWritten(String cell, BigDecimal expected) {
        assertThat(values.decimal(VALUE, cell).value()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1.2.3,4,5",
                "12,34.5",
                "1.2E+05",
                "5%",
                "--5",
                "(5",
                "1,23,456",
                "=1+1",
                "10 20x",
                "€5$",
                "."
            })
    void refusesWhatIsNoNumber(String cell) {
        assertThatThrownBy(() -> values.decimal(VALUE, cell))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1.234", "12.500", "$999,000"})
    void refusesWhatCanBeReadTwoWays(String cell) {
        assertThatThrownBy(() -> values.decimal(VALUE, cell))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("can be read as");
    }

    @Test
    void theStatedDecimalSignEndsTheDoubt() {
        assertThat(new Values(null, ',').decimal(VALUE, "1.234").value()).isEqualByComparingTo("1234");
        assertThat(new Values(null, '.').decimal(VALUE, "1.234").value()).isEqualByComparingTo("1.234");
        assertThatThrownBy(() -> new Values(null, '.').decimal(VALUE, "1,5")).isInstanceOf(Refused.class);
    }

    @Test
    void anAmountKeepsTwoDecimalsAndFits() {
        assertThat(values.money(VALUE, new BigDecimal("5.100"))).isEqualTo(new BigDecimal("5.10"));
        assertThatThrownBy(() -> values.money(VALUE, new BigDecimal("5.101"))).hasMessageContaining("two decimals");
        assertThatThrownBy(() -> values.money(VALUE, new BigDecimal("10000000000000")))
                .hasMessageContaining("larger");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-10-20,2016-10-20",
        "10/20/2016,2016-10-20",
        "1/2/2017,2017-01-02",
        "2016-10-20 13:45:00,2016-10-20",
        "2016-10-20T13:45,2016-10-20"
    })
    void readsDatesInIsoFormAndMonthFirst(String cell, LocalDate expected) {
        assertThat(values.date(DAY, cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20/10/2016", "2016-02-30", "10/20/16", "20.10.2016", "soon", "0016-10-20"})
    void refusesOtherDates(String cell) {
        assertThatThrownBy(() -> values.date(DAY, cell)).isInstanceOf(Refused.class);
    }

    @Test
    void aStatedPatternReplacesMonthFirst() {
        Values german = new Values("dd.MM.yyyy", null);
        Values british = new Values("d/M/yyyy", null);

        assertThat(german.date(DAY, "20.10.2016")).isEqualTo("2016-10-20");
        assertThat(german.date(DAY, "2016-10-20")).isEqualTo("2016-10-20");
        assertThatThrownBy(() -> german.date(DAY, "10/20/2016")).hasMessageContaining("dd.MM.yyyy");
        assertThat(british.date(DAY, "3/4/2016")).isEqualTo("2016-04-03");
        assertThatThrownBy(() -> german.date(DAY, "31.02.2016")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dd.MM", "yyyy", "dd.MM.yy", "bogus yMd {", "hh:mm"})
    void aPatternThatIsNoDateIsRefused(String pattern) {
        assertThatThrownBy(() -> new Values(pattern, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("dd.MM.yyyy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "Ann.O-Hara+x@mail.b.co", "用户@例子.中国"})
    void acceptsAddresses(String cell) {
        assertThat(Values.email(Field.email("email"), cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@b", "a@@b.c", "a b@c.de", "a@b.c\nBcc: x@y.z", "a@b.c,d@e.f", "<a@b.c>", "a@b..c"})
    void refusesWhatIsNoAddress(String cell) {
        assertThatThrownBy(() -> Values.email(Field.email("email"), cell)).isInstanceOf(Refused.class);
    }

    @Test
    void textIsBoundedInCharactersNotInUnits() {
        assertThat(Values.text(Field.text("name", 2), "😀😀")).isEqualTo("😀😀");
        assertThatThrownBy(() -> Values.text(Field.text("name", 2), "abc")).hasMessageContaining("2 characters");
        assertThatThrownBy(() -> Values.text(Field.text("name", 9), "a\0b")).isInstanceOf(Refused.class);
    }
}
