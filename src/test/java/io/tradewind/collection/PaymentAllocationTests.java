package io.tradewind.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Payments.ManualPayment;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever comes in, in whatever order and at once: no invoice is paid more than it asks, no payment spent twice. */
@TradewindTest
class PaymentAllocationTests {

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
    private long customer;
    private String order;

    @BeforeEach
    void anOrder() {
        issued = new IssuedInvoices(jdbc);
        customer = customers
                .register(NewCustomer.named("Allocation " + UUID.randomUUID()))
                .id();
        order = issued.newOrder(customer);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPaymentsNeverAllocateMoreThanThereIs(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> invoices = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            invoices.add(issued.issue(order, customer, amount(random, 500), DAY.plusDays(n)));
        }
        List<Callable<Void>> attempts = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            attempts.add(randomPayment(random, invoices));
        }

        inParallel(attempts);

        assertThat(invoices).allSatisfy(invoice -> assertThat(paidOf(invoice))
                .isLessThanOrEqualTo(amountOf(invoice))
                .isEqualByComparingTo(amountOf(invoice)
                        .subtract(receivables.find(invoice).orElseThrow().open())));
        assertThat(overspentPayments()).isZero();
    }

    @Test
    void aPaymentForNothingIsRefusedWhicheverDoorItComesThrough() {
        String invoice = issued.issue(order, customer, "100.00", DAY);
        String elsewhere = issued.issue(issued.newOrder(customer), customer, "100.00", DAY);
        String paid = issued.issue(order, customer, "100.00", DAY);
        payments.book(payment(paid, "100.00"));

        assertThatThrownBy(() -> payments.book(payment(invoice, "0.00"))).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> payments.book(payment(invoice, "-5.00"))).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> payments.book(payment(invoice, "1.001"))).hasMessageContaining("two decimals");
        assertThatThrownBy(() -> payments.book(payment(invoice, "1e30"))).hasMessageContaining("13 digits");
        assertThatThrownBy(() -> payments.book(payment("I-2026-999999", "5.00")))
                .hasMessageContaining("no invoice");
        assertThatThrownBy(() -> payments.book(payment(elsewhere, "5.00"))).hasMessageContaining("no invoice");
        assertThatThrownBy(() -> payments.book(payment(paid, "1.00"))).hasMessageContaining("is paid already");
        assertThatThrownBy(() -> payments.book(payment(invoice, "100.01"))).hasMessageContaining("Only 100.00 USD");
        assertThat(paidOf(invoice)).isZero();
    }

    private ManualPayment payment(String invoice, String amount) {
        return new ManualPayment(order, invoice, new BigDecimal(amount), "USD", DAY, ref(), null, false);
    }

    @Test
    void prepaymentsAndLatenessCountForTheCustomersCredit() {
        String invoice = issued.issue(order, customer, "100.00", DAY.minusDays(10));
        String later = issued.issue(order, customer, "100.00", DAY.minusDays(4));
        payments.book(new ManualPayment(order, invoice, new BigDecimal("130.00"), "USD", DAY, ref(), null, true));

        assertThat(exposure.prepayments(List.of(customer))).isEqualByComparingTo("30.00");
        assertThat(exposure.averageDaysLate(List.of(customer))).hasValue(10);

        payments.book(payment(later, "100.00"));
        assertThat(exposure.averageDaysLate(List.of(customer))).hasValue(7);
    }

    @Test
    void ofTwoFullPaymentsAtOnceOneSettlesTheInvoiceAndTheOtherWaitsForAPerson() throws Exception {
        String invoice = issued.issue(order, customer, "100.00", DAY);

        inParallel(Collections.nCopies(2, () -> {
            payments.take(new BankLine(ref(), new BigDecimal("100.00"), "USD", DAY, null, invoice));
            return null;
        }));

        assertThat(paidOf(invoice)).isEqualByComparingTo("100.00");
        assertThat(payments.unmatched())
                .filteredOn(payment -> invoice.equals(payment.reference()))
                .singleElement()
                .extracting(Payments.UnmatchedPayment::reason)
                .isEqualTo("Invoice " + invoice + " is paid already.");
    }

    @Test
    void theSameBankLineAtOnceIsTakenOnce() throws Exception {
        String invoice = issued.issue(order, customer, "100.00", DAY);
        String reference = ref();

        inParallel(Collections.nCopies(4, () -> {
            payments.take(new BankLine(reference, new BigDecimal("30.00"), "USD", DAY, null, invoice));
            return null;
        }));

        assertThat(paidOf(invoice)).isEqualByComparingTo("30.00");
    }

    private Callable<Void> randomPayment(Random random, List<String> invoices) {
        String invoice = invoices.get(random.nextInt(invoices.size()));
        BigDecimal amount = new BigDecimal(amount(random, 300));
        boolean keepExcess = random.nextBoolean();
        return random.nextBoolean()
                ? () -> {
                    try {
                        payments.book(new ManualPayment(order, invoice, amount, "USD", DAY, ref(), null, keepExcess));
                    } catch (Refused tooMuch) {
                        assertThat(tooMuch.getMessage()).containsAnyOf("Only", "paid already");
                    }
                    return null;
                }
                : () -> {
                    String all = keepExcess ? String.join(" ", invoices) : invoice;
                    payments.take(new BankLine(ref(), amount, "USD", DAY, null, all));
                    return null;
                };
    }

    private static void inParallel(List<? extends Callable<Void>> attempts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> attempt : threads.invokeAll(attempts)) {
                attempt.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private BigDecimal paidOf(String invoice) {
        return jdbc.sql("SELECT coalesce(sum(amount), 0) FROM payment_allocation WHERE invoice_number = ?")
                .param(invoice)
                .query(BigDecimal.class)
                .single();
    }

    private BigDecimal amountOf(String invoice) {
        return jdbc.sql("SELECT amount FROM invoice WHERE number = ?")
                .param(invoice)
                .query(BigDecimal.class)
                .single();
    }

    private int overspentPayments() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM payment p
                         WHERE p.amount < (SELECT sum(a.amount) FROM payment_allocation a WHERE a.payment_id = p.id)
                        """)
                .query(Integer.class)
                .single();
    }

    private static String amount(Random random, int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most * 100), 2).toPlainString();
    }

    private static String ref() {
        return UUID.randomUUID().toString();
    }
}
