package io.tradewind.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureSheetTests {

    @Test
    void exposureIsInvoicesPlusDeliveredPlusOrdersMinusPrepayments() {
        ExposureSheet sheet = sheet("5000.00", "25000", true);

        assertThat(sheet.exposure()).isEqualByComparingTo("17999.99");
        assertThat(sheet.exposureAfter()).isEqualByComparingTo("22999.99");
        assertThat(sheet.headroom()).isEqualByComparingTo("7000.01");
        assertThat(sheet.excess()).isZero();
    }

    @Test
    void theExcessIsNeverMoreThanTheDocument() {
        assertThat(sheet("10000", "25000", true).excess()).isEqualByComparingTo("2999.99");
        assertThat(sheet("10000", "100", true).excess())
                .as("old debts are not prepaid with a new order")
                .isEqualByComparingTo("10000");
    }

    @Test
    void aCentOverTheLimitIsOverHoweverLargeTheLimit() {
        assertThat(sheet("82000.01", "100000", true).utilisation()).isEqualByComparingTo("1");
        assertThat(sheet("82000.02", "100000", true).utilisation()).isGreaterThan(BigDecimal.ONE);
        assertThat(sheet("9999982000.02", "10000000000", true).utilisation()).isGreaterThan(BigDecimal.ONE);
    }

    @Test
    void whatCannotBeComparedHasNoShare() {
        assertThat(sheet("1", "0", true).utilisation()).isNull();
        assertThat(sheet("1", "25000", false).utilisation()).isNull();
    }

    @Test
    void whatOthersCarryIsNotAtOurRisk() {
        ExposureSheet sheet = sheet("20000", "25000", true, "10000");

        assertThat(sheet.exposureAfter()).as("it is owed all the same").isEqualByComparingTo("37999.99");
        assertThat(sheet.atRisk()).isEqualByComparingTo("27999.99");
        assertThat(sheet.overLimit()).isEqualByComparingTo("2999.99");
        assertThat(sheet.excess()).isEqualByComparingTo("2999.99");
        assertThat(sheet.fits()).isEqualByComparingTo("17000.01");
        assertThat(sheet("1", "25000", true, "999999").utilisation()).isZero();
    }

    private static ExposureSheet sheet(String amount, String limit, boolean comparable) {
        return sheet(amount, limit, comparable, "0");
    }

    private static ExposureSheet sheet(String amount, String limit, boolean comparable, String transferred) {
        return new ExposureSheet(
                1,
                "Acme",
                "C-1",
                new BigDecimal(amount),
                comparable ? "USD" : "EUR",
                new BigDecimal("10000.00"),
                new BigDecimal("3000.00"),
                new BigDecimal("6000.00"),
                new BigDecimal("1000.01"),
                new BigDecimal(transferred),
                new BigDecimal(limit),
                0,
                null,
                BigDecimal.ZERO,
                comparable,
                false,
                false,
                List.of(),
                List.of(),
                new BureauOpinion(null, null, null, "not asked"));
    }
}
