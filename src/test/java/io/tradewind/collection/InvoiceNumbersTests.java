package io.tradewind.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceNumbersTests {

    @ParameterizedTest
    @CsvSource(
            value = {
                "I-2026-000012|I-2026-000012",
                "Invoice i-2026-000012 dated Monday|I-2026-000012",
                "INV I2026000012|I-2026-000012",
                "I 2026 000012|I-2026-000012",
                "I-2026-000012/I-2026-000013|I-2026-000012;I-2026-000013",
                "I-2026-000012 I-2026-000012|I-2026-000012",
                "order O-2026-000012|",
                "I-2026-0000123|",
                "XI-2026-000012|",
                "thank you|",
            },
            delimiter = '|')
    void theyAreFoundInWhatPayersWrite(String reference, String found) {
        assertThat(References.invoiceNumbers(reference))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found.split(";")));
    }
}
