package io.tradewind.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is booked without asking, and what is only shown. */
@TradewindTest
class PaymentMatchDecisionTests {

    @Autowired
    private DecisionTables decisions;

    @ParameterizedTest(name = "{0}, {1}, {2}, {3} ways: book {4}")
    @CsvSource({
        "order,   one,     unknown,        1, true,  92",
        "order,   one,     other-account,  1, false, 65",
        "invoice, one,     account,        1, true,  94",
        "invoice, one,     unknown,        1, false, 80",
        "none,    several, account,        1, true,  88",
        "none,    one,     account,        2, false, 55",
        "none,    one,     shared-account, 1, false, 55",
        "none,    one,     name,           1, false, 75",
        "none,    one,     similar,        1, false, 45",
        "none,    part,    account,        1, false, 40",
        "none,    part,    similar,        1, false, 10",
    })
    void onlyTheUnambiguousIsBooked(
            String reference, String amount, String payer, int ways, boolean book, int confidence) {
        Map<String, Object> verdict = decisions
                .first("payment-match", Map.of("reference", reference, "amount", amount, "payer", payer, "ways", ways))
                .orElseThrow();

        assertThat(verdict).containsEntry("book", book).containsEntry("confidence", confidence);
    }
}
