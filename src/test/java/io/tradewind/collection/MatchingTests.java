package io.tradewind.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Payments.Part;
import io.tradewind.collection.Payments.Suggestion;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money without a plain number: booked when only one thing can be meant, shown to a person with reasons otherwise. */
@TradewindTest
class MatchingTests {

    private static final LocalDate DAY = LocalDate.now();

    @Autowired
    private Payments payments;

    @Autowired
    private Receivables receivables;

    @Autowired
    private PaymentExposure exposure;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcClient jdbc;

    private IssuedInvoices issued;
    private Customer customer;
    private String order;
    private String account;

    @BeforeEach
    void anOrder() {
        issued = new IssuedInvoices(jdbc);
        customer = customers.register(NewCustomer.named("Matching " + UUID.randomUUID()));
        order = issued.newOrder(customer.id());
        account = "DE" + UUID.randomUUID();
    }

    @Test
    void aKnownAccountWhoseMoneyFitsInOneWayOnlyIsBooked() {
        theAccountHasPaidBefore();
        String first = issue("100.00");
        String second = issue("70.00");
        issue("33.00");

        take("170.00", "thank you", "Somebody");

        assertThat(open(first)).isZero();
        assertThat(open(second)).isZero();
    }

    @Test
    void aKnownAccountWhoseMoneyFitsInSeveralWaysWaitsForAPerson() {
        theAccountHasPaidBefore();
        String first = issue("100.00");
        issue("60.00");
        issue("40.00");

        long id = take("100.00", "thank you", "Somebody");

        assertThat(open(first)).isEqualByComparingTo("100.00");
        assertThat(payments.suggestions(id)).hasSize(2).allSatisfy(suggestion -> {
            assertThat(suggestion.confidence()).isEqualTo(55);
            assertThat(suggestion.customerName()).isEqualTo(customer.name());
        });
    }

    @Test
    void anAccountThatPaysForTwoCustomersProvesNothing() {
        theAccountHasPaidBefore();
        Customer other = customers.register(NewCustomer.named("Matching " + UUID.randomUUID()));
        String theirs = issued.issue(issued.newOrder(other.id()), other.id(), "5.00", DAY);
        payments.take(line("5.00", theirs, "Somebody"));
        String invoice = issue("88.00");

        long id = take("88.00", "thank you", "Somebody");

        assertThat(open(invoice)).isEqualByComparingTo("88.00");
        assertThat(payments.suggestions(id)).isNotEmpty();
    }

    @Test
    void aNameAloneIsASuggestionNeverABooking() {
        String invoice = issue("123.45");

        long id = take("123.45", "thank you", customer.name());

        assertThat(open(invoice)).isEqualByComparingTo("123.45");
        Suggestion best = payments.suggestions(id).get(0);
        assertThat(best.parts()).containsExactly(new Part(invoice, new BigDecimal("123.45")));
        assertThat(best.why()).contains("this customer's name");
    }

    @Test
    void aLooselyWrittenNumberIsBookedWhenAmountAndPayerFit() {
        String invoice = issue("140.00");
        String loose = "Inv. no " + invoice.substring(2).replace("-", "/");
        long doubtful = take("140.00", loose, "A stranger");
        assertThat(open(invoice)).isEqualByComparingTo("140.00");
        assertThat(payments.suggestions(doubtful).get(0).confidence()).isEqualTo(80);

        take("140.00", loose, customer.name());

        assertThat(open(invoice)).isZero();
    }

    @Test
    void aDateIsNoInvoiceNumber() {
        String twentieth = "I-2026-001120";
        assertThat(References.invoiceNumbers("paid 2026-11-20")).isEmpty();
        long id = take("10.00", "paid 20261120 and 2026-11-20", "A stranger");
        assertThat(payments.suggestions(id)).noneMatch(suggestion -> suggestion.parts().stream()
                .anyMatch(part -> part.invoiceNumber().equals(twentieth)));
    }

    @Test
    void aPersonSplitsAPaymentAndTheRestStaysOnAccount() {
        String first = issue("100.00");
        String second = issue("50.00");
        long id = take("170.00", "hello", "Somebody");

        assertThatThrownBy(() -> payments.assign(id, List.of(part(first, "100.01"))))
                .hasMessageContaining("Only 100.00 USD");
        assertThatThrownBy(() -> payments.assign(id, List.of(part(first, null), part(first, null))))
                .hasMessageContaining("named twice");
        payments.assign(id, List.of(part(first, "100.00"), part(second, "20.00")));

        assertThat(open(first)).isZero();
        assertThat(open(second)).isEqualByComparingTo("30.00");
        assertThat(exposure.prepayments(List.of(customer.id()))).isEqualByComparingTo("50.00");

        payments.assign(id, List.of(part(second, null)));
        assertThat(open(second)).isZero();
        assertThat(exposure.prepayments(List.of(customer.id()))).isEqualByComparingTo("20.00");
    }

    @Test
    void whatIsPaidBackIsNoPrepaymentAnyMore() {
        long id = take("90.00", "hello", "Somebody");
        payments.putOnAccount(id, customer.id());
        assertThat(exposure.prepayments(List.of(customer.id()))).isEqualByComparingTo("90.00");

        String refund = payments.askRefund(id, new BigDecimal("40.00"), "paid twice");
        assertThat(exposure.prepayments(List.of(customer.id()))).isEqualByComparingTo("50.00");
        assertThatThrownBy(() -> payments.askRefund(id, new BigDecimal("50.01"), "more"))
                .hasMessageContaining("Only 50.00 USD");

        payments.refunded(refund, DAY, "OUT-" + id);
        assertThatThrownBy(() -> payments.refunded(refund, DAY, "OUT2-" + id)).hasMessageContaining("paid already");
    }

    @Test
    void whatNobodyKnowsIsPaidBackAsAWholeOrPutAside() {
        long stranger = take("90.00", "hello", "Somebody");
        assertThatThrownBy(() -> payments.askRefund(stranger, new BigDecimal("40.00"), "not ours"))
                .hasMessageContaining("as a whole");
        payments.askRefund(stranger, null, "not ours");
        assertThat(payments.find(stranger).orElseThrow().state()).isEqualTo("discarded");

        long twin = take("91.00", "hello", "Somebody");
        payments.discard(twin, "told twice");
        assertThatThrownBy(() -> payments.match(twin, issue("91.00"))).hasMessageContaining("no unmatched payment");
    }

    private void theAccountHasPaidBefore() {
        String earlier = issue("1.00");
        payments.take(line("1.00", earlier, "Somebody"));
    }

    /** @return the payment's id */
    private long take(String amount, String reference, String payer) {
        BankLine line = line(amount, reference, payer);
        payments.take(line);
        return jdbc.sql("SELECT id FROM payment WHERE external_ref = ?")
                .param(line.externalId())
                .query(Long.class)
                .single();
    }

    private BankLine line(String amount, String reference, String payer) {
        return new BankLine(
                UUID.randomUUID().toString(),
                new BigDecimal(amount),
                "USD",
                DAY,
                payer,
                reference,
                account,
                null,
                null,
                null,
                false,
                null);
    }

    private static Part part(String invoice, @Nullable String amount) {
        return new Part(invoice, amount == null ? null : new BigDecimal(amount));
    }

    private String issue(String amount) {
        return issued.issue(order, customer.id(), amount, DAY);
    }

    private BigDecimal open(String invoice) {
        return receivables.find(invoice).orElseThrow().open();
    }
}
