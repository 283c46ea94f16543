package io.tradewind.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlFormReaderTests {

    @ParameterizedTest
    @CsvSource({
        "deal/opportunity.prepare-quotation.html, validUntil",
        "deal/opportunity.prepare-quotation.html, deliveryDate",
        "contract/contract.check-contract.html, startsOn"
    })
    void aDayInAHiddenFieldIsADate(String form, String field) throws IOException {
        FormRules rules = new HtmlFormReader().read(Files.readAllBytes(Path.of("forms", form)));

        assertThat(rules.fields().get(field).kind()).isEqualTo(Field.Kind.DATE);
    }
}
