package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class QuotationTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Products products;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Test
    void aLineIsRoundedHalfUpToCents() {
        assertThat(QuotationLine.amount(1, new BigDecimal("0.05"), new BigDecimal("50")))
                .isEqualByComparingTo("0.03");
        assertThat(QuotationLine.amount(3, new BigDecimal("33.33"), new BigDecimal("12.34")))
                .isEqualByComparingTo("87.65");
    }

    @Test
    void theTotalIsTheSumOfTheRoundedLinesWhateverIsQuoted() {
        Random random = new Random(20261121);
        List<Product> catalog = products.all();
        for (int round = 0; round < 200; round++) {
            List<QuotationDraft.Line> wanted = new ArrayList<>();
            for (int line = 0; line <= random.nextInt(12); line++) {
                wanted.add(new QuotationDraft.Line(
                        catalog.get(random.nextInt(catalog.size())).code(),
                        1 + random.nextInt(50),
                        BigDecimal.valueOf(random.nextInt(9_999), 2)));
            }

            Quotation quotation = quotations.preview("D-0", draft(wanted));

            BigInteger cents = BigInteger.ZERO;
            BigInteger listCents = BigInteger.ZERO;
            for (QuotationLine line : quotation.lines()) {
                // in whole numbers: list cents × quantity × (10,000 − discount in hundredths) ÷ 10,000, half up
                BigInteger list = line.listPrice()
                        .movePointRight(2)
                        .toBigIntegerExact()
                        .multiply(BigInteger.valueOf(line.quantity()));
                BigInteger share = new BigDecimal("100")
                        .subtract(line.discount())
                        .movePointRight(2)
                        .toBigIntegerExact();
                BigInteger amount =
                        list.multiply(share).add(BigInteger.valueOf(5_000)).divide(BigInteger.valueOf(10_000));
                assertThat(line.amount().movePointRight(2).toBigIntegerExact()).isEqualTo(amount);
                cents = cents.add(amount);
                listCents = listCents.add(list);
            }
            assertThat(quotation.total()).isEqualTo(new BigDecimal(cents, 2));
            assertThat(quotation.listTotal()).isEqualTo(new BigDecimal(listCents, 2));
            assertThat(quotation.total()).isLessThanOrEqualTo(quotation.listTotal());
        }
    }

    @Test
    void discountAndMarginAreOfTheWholeQuotation() {
        Quotation quotation = quotations.preview(
                "D-0",
                draft(List.of(
                        new QuotationDraft.Line("gtx-basic", 10, BigDecimal.TEN), // 5,500.00 list, 4,950.00
                        new QuotationDraft.Line("gtx-pro", 1, BigDecimal.ZERO)))); // 4,821.00

        assertThat(quotation.total()).isEqualTo(new BigDecimal("9771.00"));
        assertThat(quotation.discount()).isEqualTo(new BigDecimal("0.053290"));
        // cost is 55 % of list: 5,676.55
        assertThat(quotation.margin()).isEqualTo(new BigDecimal("0.419041"));
        assertThat(quotation.mainProduct()).isEqualTo("gtx-basic");
        assertThat(quotation.belowFloor()).isFalse();
    }

    @Test
    void aLineBelowTheFloorPriceMarksTheQuotation() {
        assertThat(quotations.preview("D-0", draft("gtx-pro", 1, "30")).belowFloor())
                .isFalse();
        assertThat(quotations.preview("D-0", draft("gtx-pro", 1, "30.01")).belowFloor())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            []                                                         | Add at least one line
            {}                                                         | Add at least one line
            [{"product":"gtx-pro","quantity":0}]                       | Line 1: the quantity must be a whole number
            [{"product":"gtx-pro","quantity":-1}]                      | Line 1: the quantity must be a whole number
            [{"product":"gtx-pro","quantity":1.5}]                     | Line 1: the quantity must be a whole number
            [{"product":"gtx-pro","quantity":1e308}]                   | Line 1: the quantity must be a whole number
            [{"product":"gtx-pro","quantity":"1e999999999"}]           | Line 1: the quantity must be a whole number
            [{"product":"gtx-pro","quantity":"NaN"}]                   | Line 1: 'NaN' is no number
            [{"product":"gtx-pro","quantity":""}]                      | Line 1: '' is no number
            [{"product":"gtx-pro"}]                                    | Line 1: the quantity is missing
            [{"product":"gtx-pro","quantity":true}]                    | Line 1: the quantity is missing
            [{"product":"gtx-pro","quantity":1,"discount":101}]        | Line 1: the discount must be between 0 and 100
            [{"product":"gtx-pro","quantity":1,"discount":-1}]         | Line 1: the discount must be between 0 and 100
            [{"product":"gtx-pro","quantity":1,"discount":1.234}]      | Line 1: the discount must be between 0 and 100
            [{"product":"gtx-pro","quantity":1,"discount":"1e-999999"}]| Line 1: the discount must be between 0 and 100
            [{"product":"gtx-pro","quantity":1,"discount":"Infinity"}] | Line 1: 'Infinity' is no number
            [{"product":"gtx-pro","quantity":1,"price":-1}]            | Line 1: 'price' cannot be set
            [{"product":"","quantity":1}]                              | Line 1: choose a product
            [{"product":7,"quantity":1}]                               | Line 1: choose a product
            [{"product":"warp drive","quantity":1}]                    | There is no product 'warp drive'
            [{"product":"gtx-pro","quantity":1,"discount":100}]        | The quotation comes to nothing
            [7]                                                        | Line 1: choose a product
            """)
    void whatCannotBeQuotedIsSaidInASentence(String lines, String sentence) {
        assertThatThrownBy(() -> quotations.preview("D-0", draft(read(lines))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aThousandLinesAreTooMany() {
        String lines = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"product\":\"gtx-pro\",\"quantity\":1}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThatThrownBy(() -> read(lines)).isInstanceOf(Refused.class).hasMessageContaining("at most 100 lines");
    }

    @Test
    void anAmountBeyondAllBoundsIsRefused() {
        String line = "{\"product\":\"gtk-500\",\"quantity\":100000}";

        assertThatThrownBy(() -> quotations.preview("D-0", draft(read("[" + (line + ",").repeat(9) + line + "]"))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("split it");
    }

    @Test
    void termsMustLieAheadAndBeReasonable() {
        LocalDate today = workingTime.today();
        List<QuotationDraft.Line> lines = List.of(new QuotationDraft.Line("gtx-pro", 1, BigDecimal.ZERO));

        assertThat(refusal(new QuotationDraft(null, lines, 30, today.minusDays(1), today))
                        .field())
                .isEqualTo("deliveryDate");
        assertThat(refusal(new QuotationDraft(null, lines, 30, today, today.minusDays(1)))
                        .field())
                .isEqualTo("validUntil");
        assertThat(refusal(new QuotationDraft(null, lines, 366, today, today)).field())
                .isEqualTo("paymentDays");
        assertThat(refusal(new QuotationDraft(null, lines, -1, today, today)).field())
                .isEqualTo("paymentDays");
        assertThat(refusal(new QuotationDraft(null, lines, 30, today.plusYears(80), today))
                        .field())
                .isEqualTo("deliveryDate");
        assertThat(quotations
                        .preview("D-0", new QuotationDraft(null, lines, 0, today, today))
                        .total())
                .isEqualTo("4821.00");
    }

    @Test
    void everyVersionIsKeptAndOnlyTheLatestIsInPlay() {
        String deal = dealWithNeeds().number();

        quotations.write(deal, draft("gtx-pro", 1, "0"));
        quotations.approve(deal, 1, null, null);
        quotations.answer(deal, 1, CustomerAnswer.CHANGES, "One more, cheaper");
        quotations.write(deal, draft("gtx-pro", 2, "5"));

        assertThat(deals.quotations(deal))
                .extracting(
                        Quotation::version,
                        Quotation::state,
                        quotation -> quotation.lines().get(0).quantity())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, Quotation.State.SUPERSEDED, 1),
                        org.assertj.core.groups.Tuple.tuple(2L, Quotation.State.DRAFT, 2));
        assertThat(deals.get(deal).stage()).isEqualTo(Stage.QUOTATION);
        assertThat(deals.get(deal).expectedValue()).isEqualTo("9159.90");
        assertThat(deals.currentQuotation(deal))
                .hasValueSatisfying(current -> assertThat(current.version()).isEqualTo(2));
        assertThat(deals.acceptedQuotation(deal)).isEmpty();
    }

    @Test
    void onlyAnApprovedVersionIsAccepted() {
        String deal = dealWithNeeds().number();
        quotations.write(deal, draft("gtx-pro", 1, "0"));

        assertThatThrownBy(() -> quotations.answer(deal, 1, CustomerAnswer.ACCEPTED, null))
                .hasMessageContaining("it is draft");
        assertThatThrownBy(() -> deals.win(deal)).hasMessageContaining("no accepted quotation");

        quotations.approve(deal, 1, null, null);
        assertThat(quotations.answer(deal, 1, CustomerAnswer.ACCEPTED, null).state())
                .isEqualTo(Quotation.State.ACCEPTED);
        Deal won = deals.win(deal);

        assertThat(won.stage()).isEqualTo(Stage.WON);
        assertThat(won.agreedPrice()).isEqualTo("4821.00");
        assertThat(won.cost()).isEqualTo("2651.55");
        assertThat(won.closedOn()).isEqualTo(workingTime.today());
        assertThatThrownBy(() -> quotations.write(deal, draft("gtx-pro", 1, "50")))
                .hasMessageContaining("already won");
        assertThatThrownBy(() -> deals.lose(deal, "price", null, null)).hasMessageContaining("already won");
    }

    @Test
    void aVersionThatIsNoLongerValidCannotBeAcceptedButRenewed() {
        String deal = dealWithNeeds().number();
        quotations.write(deal, draft("gtx-pro", 1, "0"));
        quotations.approve(deal, 1, null, null);

        clock.forward(Duration.ofDays(31));
        try {
            assertThatThrownBy(() -> quotations.answer(deal, 1, CustomerAnswer.ACCEPTED, null))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("make a new version");
            assertThatThrownBy(() -> quotations.answer(deal, 1, CustomerAnswer.CHANGES, " "))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("what the customer wants changed");
            assertThat(quotations
                            .answer(deal, 1, CustomerAnswer.CHANGES, "The same again")
                            .customerNote())
                    .isEqualTo("The same again");
        } finally {
            clock.reset();
        }
    }

    @Test
    void aQuotationNeedsSomebodyToGoTo() {
        Deal deal = deals.open(new NewDeal(null, REP, null, "gtx-pro", null, null, null));

        assertThatThrownBy(() -> quotations.write(deal.number(), draft("gtx-pro", 1, "0")))
                .hasMessageContaining("Choose the customer");
    }

    private Refused refusal(QuotationDraft draft) {
        Refused refused = catchThrowableOfType(Refused.class, () -> quotations.preview("D-0", draft));
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private Deal dealWithNeeds() {
        Customer customer = customers.all().get(0);
        Deal deal = deals.open(new NewDeal(null, REP, customer.id(), "gtx-pro", null, null, null));
        return deals.learn(
                deal.number(), new Needs(null, false, "A hundred seats by spring", "gtx-pro", 1, null, null, null));
    }

    private QuotationDraft draft(String product, int quantity, String discount) {
        return draft(List.of(new QuotationDraft.Line(product, quantity, new BigDecimal(discount))));
    }

    private QuotationDraft draft(List<QuotationDraft.Line> lines) {
        LocalDate today = workingTime.today();
        return new QuotationDraft(null, lines, 30, today.plusDays(14), today.plusDays(30));
    }

    private static List<QuotationDraft.Line> read(String json) {
        try {
            return QuotationDraft.lines(JsonMapper.builder().build().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
