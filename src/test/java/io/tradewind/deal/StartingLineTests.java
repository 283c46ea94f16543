package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

/** What a deal that follows another begins with. */
class StartingLineTests {

    private final Deals deals = mock();
    private final Knowledge knowledge = mock();
    private final Products products = mock();
    private final ObjectProvider<DealOrigins> origins = mock();
    private final Briefings briefings = new Briefings(deals, knowledge, mock(Customers.class), products, origins);

    @BeforeEach
    void aDealThatFollowsAContract() {
        DealOrigins contract = mock();
        given(contract.wordsFor("D-1")).willReturn(Optional.of("It follows contract C-1."));
        given(contract.linesFor("D-1"))
                .willReturn(List.of(new PastLine("gtx-pro", "GTX Pro", 3), new PastLine("mg-old", "MG Old", 2)));
        given(origins.stream()).willAnswer(call -> Stream.of(contract));
        given(deals.get("D-1")).willReturn(mock(Deal.class));
        given(products.all())
                .willReturn(List.of(new Product(
                        "gtx-pro",
                        "GTX Professional",
                        "GTX",
                        new BigDecimal("5000.00"),
                        new BigDecimal("4000.00"),
                        new BigDecimal("3000.00"),
                        "USD")));
    }

    @Test
    void whatIsSoldHasThePriceAndTheNameOfTodayAndWhatHasGoneIsFlagged() {
        assertThat(briefings.startingLines("D-1"))
                .containsExactly(
                        new StartingLine("gtx-pro", "GTX Professional", 3, new BigDecimal("5000.00"), "USD"),
                        new StartingLine("mg-old", "MG Old", 2, null, null));
        assertThat(briefings.startingLines("D-1"))
                .extracting(StartingLine::sold)
                .containsExactly(true, false);
    }

    @Test
    void theRepReadsItWithTheFirstTask() {
        assertThat(briefings.of("D-1").history())
                .isEqualTo(
                        """
                        It follows contract C-1.

                        They had, and the quotation begins with:

                        - 3 × GTX Professional, today 5,000.00 USD each
                        - 2 × MG Old, no longer sold: offer something else""");
    }
}
