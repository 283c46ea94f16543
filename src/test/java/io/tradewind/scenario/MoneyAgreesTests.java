package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.OpenItem;
import io.tradewind.collection.Payments;
import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Payments.Part;
import io.tradewind.collection.Receivables;
import io.tradewind.collection.WriteOffs;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedContracts;
import io.tradewind.credit.ExposureSource;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FactFolder;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.order.CreditNote;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.Delivery;
import io.tradewind.order.Instalment;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OpenInstalment;
import io.tradewind.order.OrderLine;
import io.tradewind.order.OrderWork;
import io.tradewind.order.Orders;
import io.tradewind.order.SalesOrder;
import io.tradewind.order.Shipment;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random lives of a customer's orders. After every step quotation, contract, order, invoices, credit notes, payments,
 * receivables, exposure and figures tell the same sums, to the cent. A life is repeated with {@code -Dmoney.seed=<seed>};
 * the seed stands in the name of the failing test.
 */
@TradewindTest
class MoneyAgreesTests {

    private static final int LIVES = 12;
    private static final int STEPS = 40;
    private static final Map<String, Integer> HAPPENED = new ConcurrentHashMap<>();

    @Autowired
    private Customers customers;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private ContractWork contracts;

    @Autowired
    private OrderWork work;

    @Autowired
    private Orders orders;

    @Autowired
    private Invoices invoices;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private Payments payments;

    @Autowired
    private WriteOffs writeOffs;

    @Autowired
    private Receivables receivables;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Figures figures;

    @Autowired
    private FactFolder folder;

    @Autowired
    private MutableClock clock;

    @Value("${tradewind.company.time-zone}")
    private String zone;

    @Autowired
    private JdbcClient jdbc;

    private Random random = new Random(0);
    private long customer;
    private BigDecimal moneyIn = BigDecimal.ZERO;
    private BigDecimal paidBack = BigDecimal.ZERO;
    private final List<String> placed = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /** Always the same lives, and one that nobody has lived yet. */
    static LongStream seeds() {
        String stated = System.getProperty("money.seed");
        return stated != null
                ? LongStream.of(Long.parseLong(stated))
                : LongStream.concat(LongStream.rangeClosed(1, LIVES), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumsAgreeToTheCent(long seed) {
        random = new Random(seed);
        customer = customers
                .register(NewCustomer.named("Money " + UUID.randomUUID()))
                .id();

        for (int step = 0; step < STEPS; step++) {
            live();
            everythingAgrees("seed " + seed + ", after " + log);
        }
        log.forEach(entry -> HAPPENED.merge(entry.split(" ")[0], 1, Integer::sum));
    }

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    /** Lives in which nothing happens prove nothing. */
    @AfterAll
    static void thingsHappened() {
        if (System.getProperty("money.seed") == null) {
            assertThat(HAPPENED.keySet())
                    .contains(
                            "ordered",
                            "delivered",
                            "paid",
                            "credited",
                            "taken",
                            "kept",
                            "used",
                            "cancelled",
                            "given",
                            "waited");
        }
    }

    private void live() {
        switch (random.nextInt(13)) {
            case 0 -> order();
            case 1, 2, 3 -> deliver();
            case 4, 5, 6 -> pay();
            case 7 -> credit();
            case 8 -> takeBack();
            case 9 -> giveUp();
            case 10, 11 -> letTimePass();
            default -> useWhatIsLeft();
        }
    }

    private void order() {
        if (placed.size() >= 3) {
            return;
        }
        List<QuotationDraft.Line> lines = new ArrayList<>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            lines.add(AcceptedDeals.line(
                    List.of("gtx-basic", "mg-special", "gtx-pro").get(n),
                    1 + random.nextInt(n == 2 ? 1 : 4),
                    BigDecimal.valueOf(random.nextInt(3000), 2).toPlainString()));
        }
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime)
                .of(customer, lines.toArray(QuotationDraft.Line[]::new));
        Contract contract = new SignedContracts(contracts, workingTime).of(deal, customer, "1 Harbour Road", plan());
        SalesOrder order = work.place(contract.number());
        boolean isLive = work.confirmUnlessHeld(order.number()).isEmpty();
        BigDecimal quoted =
                quotations.get(deal.number(), contract.quotationVersion()).total();
        assertThat(contract.total()).isEqualByComparingTo(quoted);
        assertThat(order.amount()).isEqualByComparingTo(quoted);
        assertThat(sum(order.lines(), OrderLine::amount)).isEqualByComparingTo(quoted);
        if (isLive && random.nextInt(6) > 0) {
            placed.add(order.number());
            log.add("ordered " + quoted);
        } else {
            work.cancel(order.number(), null);
            log.add("cancelled " + quoted);
        }
    }

    private @Nullable String plan() {
        return switch (random.nextInt(4)) {
            case 0 -> "33.33 % after 0 days, 33.33 % after 10 days, 33.34 % after 30 days";
            case 1 -> "12.5 % after 5 days, 87.5 % after 20 days";
            default -> null;
        };
    }

    private void deliver() {
        for (String number : placed) {
            List<Shipment.Line> some = new ArrayList<>();
            for (OrderLine line : orders.get(number).lines()) {
                int pieces = random.nextInt(line.quantity() - line.shipped() + 1);
                if (pieces > 0) {
                    some.add(new Shipment.Line(line.position(), pieces));
                }
            }
            if (!some.isEmpty()) {
                Delivery delivery;
                try {
                    delivery = work.ship(number, new Shipment("Fast Freight", null, some));
                } catch (Refused held) {
                    log.add("held " + number);
                    return;
                }
                work.receive(delivery.number(), workingTime.today(), "Eve Warehouse", "form");
                if (random.nextInt(4) > 0) {
                    work.invoice(delivery.number());
                }
                log.add("delivered " + delivery.amount());
                return;
            }
        }
    }

    private void pay() {
        List<Invoice> all = all();
        if (all.isEmpty()) {
            return;
        }
        Invoice invoice = all.get(random.nextInt(all.size()));
        BigDecimal amount =
                switch (random.nextInt(4)) {
                    case 0 -> invoice.open();
                    case 1 ->
                        invoice.openInstalments().isEmpty()
                                ? invoice.open()
                                : invoice.openInstalments().get(0).open();
                    case 2 -> share(invoice.amount(), 90);
                    default -> invoice.amount().add(share(invoice.amount(), 50));
                };
        if (amount.signum() == 0) {
            return;
        }
        String reference = random.nextInt(5) == 0 ? "no number" : invoice.number();
        payments.take(line(amount, reference, "E2E" + UUID.randomUUID(), false));
        moneyIn = moneyIn.add(amount);
        log.add("paid " + amount + " for " + reference);
    }

    private void takeBack() {
        jdbc.sql(
                        """
                        SELECT end_to_end_id, amount FROM payment p
                         WHERE customer_id = ? AND kind = 'payment' AND state = 'matched'
                           AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses = p.id)
                           AND NOT EXISTS (SELECT 1 FROM refund f WHERE f.payment_id = p.id)
                         ORDER BY id DESC LIMIT 1
                        """)
                .param(customer)
                .query((row, n) -> line(row.getBigDecimal("amount"), "back", row.getString("end_to_end_id"), true))
                .optional()
                .ifPresent(back -> {
                    payments.take(back);
                    moneyIn = moneyIn.subtract(back.amount());
                    log.add("taken back " + back.amount());
                });
    }

    private void credit() {
        List<Invoice> all = all();
        if (!all.isEmpty()) {
            Invoice invoice = all.get(random.nextInt(all.size()));
            Map<Integer, Integer> pieces = random.nextInt(3) == 0 ? Map.of() : Map.of(1, 1);
            try {
                CreditNote note = creditNotes.issue(
                        UUID.randomUUID().toString(),
                        CreditNote.Kind.REVERSAL,
                        invoice.number(),
                        "Wrong price",
                        pieces);
                log.add("credited " + note.amount() + " of " + invoice.number());
            } catch (Refused nothingLeft) {
                log.add("nothing to credit of " + invoice.number());
            }
        }
    }

    private void letTimePass() {
        int days = 1 + random.nextInt(12);
        clock.forward(Duration.ofDays(days));
        log.add("waited " + days + " days");
    }

    private void giveUp() {
        List<Invoice> open = invoices.openOf(List.of(customer));
        if (!open.isEmpty()) {
            Invoice invoice = open.get(random.nextInt(open.size()));
            writeOffs.book(writeOffs.ask(invoice.number(), "Insolvent"));
            log.add("given up " + invoice.open() + " of " + invoice.number());
        }
    }

    /** Unmatched money and money on account: to an invoice, on account, or back. */
    private void useWhatIsLeft() {
        for (Payments.UnmatchedPayment payment : payments.unmatched()) {
            if (("Money " + customer).equals(payment.payer())
                    && payment.amount().signum() > 0) {
                payments.putOnAccount(payment.id(), customer);
                log.add("kept " + payment.amount());
            }
        }
        for (Payments.OnAccount left : payments.onAccount()) {
            if (left.customerId() == customer) {
                List<Invoice> open = invoices.openOf(List.of(customer));
                if (!open.isEmpty() && random.nextBoolean()) {
                    payments.assign(left.id(), List.of(new Part(open.get(0).number(), null)));
                    log.add("used for " + open.get(0).number());
                } else {
                    BigDecimal amount = share(left.left(), 100);
                    if (amount.signum() > 0) {
                        payments.askRefund(left.id(), amount, "too much");
                        paidBack = paidBack.add(amount);
                        log.add("paid back " + amount);
                    }
                }
                return;
            }
        }
    }

    private void everythingAgrees(String life) {
        List<Invoice> all = all();
        BigDecimal invoiced = sum(all, Invoice::amount);
        BigDecimal credited = sum(all, Invoice::credited);
        BigDecimal open = sum(all, Invoice::open);
        BigDecimal writtenOff = sum(all, Invoice::writtenOff);
        BigDecimal unmatched = sum(
                payments.unmatched().stream()
                        .filter(payment -> ("Money " + customer).equals(payment.payer()))
                        .toList(),
                Payments.UnmatchedPayment::amount);
        BigDecimal onAccount = exposed(ExposureSource::prepayments);

        for (Invoice invoice : all) {
            assertThat(sum(invoice.instalments(), Instalment::amount)).as(life).isEqualByComparingTo(invoice.amount());
            assertThat(sum(invoice.openInstalments(), OpenInstalment::open))
                    .as(life)
                    .isEqualByComparingTo(invoice.open());
            assertThat(invoice.overpaid()).as(life).isZero();
        }
        assertThat(onAccount).as(life).isNotNegative();
        assertThat(open.subtract(onAccount))
                .as("owed less on account = invoiced − credited − written off − money in + paid back; " + life)
                .isEqualByComparingTo(invoiced.subtract(credited)
                        .subtract(writtenOff)
                        .subtract(moneyIn.subtract(unmatched))
                        .add(paidBack));
        assertThat(sum(
                        receivables.items().stream()
                                .filter(item -> item.customerId() == customer)
                                .toList(),
                        OpenItem::open))
                .as("receivables; " + life)
                .isEqualByComparingTo(open);
        assertThat(exposed(ExposureSource::unpaidInvoices))
                .as("exposure; " + life)
                .isEqualByComparingTo(open);
        assertThat(exposed(ExposureSource::openOrders)
                        .add(exposed(ExposureSource::deliveredNotInvoiced))
                        .add(invoiced))
                .as("ordered = open + delivered + invoiced; " + life)
                .isEqualByComparingTo(sum(placed, this::committed));
        assertThat(fact("invoice-issued")).as("figures; " + life).isEqualByComparingTo(invoiced);
        assertThat(fact("instalment-agreed")).as("figures; " + life).isEqualByComparingTo(invoiced);
        assertThat(fact("credit-note-issued").negate()).as("figures; " + life).isEqualByComparingTo(credited);
        assertThat(fact("payment-received"))
                .as("figures; " + life)
                .isEqualByComparingTo(
                        invoiced.subtract(credited).subtract(writtenOff).subtract(open));
        assertThat(fact("write-off-booked").negate()).as("figures; " + life).isEqualByComparingTo(writtenOff);
        assertThat(exposed((source, ids) ->
                        source.writtenOffSince(ids, workingTime.today().minusYears(1))))
                .as("remembered; " + life)
                .isEqualByComparingTo(writtenOff);
        assertThat(openByDueDate()).as("facts by due date; " + life).isEqualTo(openByDueDate(all));
        figuresAgree(all, open, life);
    }

    /** All of a confirmed order; of one that is held only what has left, until it is confirmed again. */
    private BigDecimal committed(String number) {
        SalesOrder order = orders.get(number);
        return order.state() == SalesOrder.State.PLACED
                ? jdbc.sql("SELECT coalesce(sum(amount), 0) FROM delivery WHERE order_number = ? AND ended IS NULL")
                        .param(number)
                        .query(BigDecimal.class)
                        .single()
                : order.amount();
    }

    private List<Invoice> all() {
        return placed.stream()
                .flatMap(number -> invoices.ofOrder(number).stream())
                .toList();
    }

    private BigDecimal exposed(BiFunction<ExposureSource, List<Long>, BigDecimal> part) {
        return sum(exposure, source -> part.apply(source, List.of(customer)));
    }

    private BigDecimal fact(String kind) {
        return jdbc.sql("SELECT coalesce(sum(amount), 0) FROM kpi_fact WHERE kind = ? AND customer_id = ?")
                .params(kind, customer)
                .query(BigDecimal.class)
                .single();
    }

    /** The figures of a state at its day, today's and an earlier one's, against the documents themselves. */
    private void figuresAgree(List<Invoice> all, BigDecimal open, String life) {
        if (random.nextBoolean()) {
            folder.foldPending();
        }
        LocalDate today = workingTime.today();
        BigDecimal overdue = all.stream()
                .flatMap(invoice -> invoice.openInstalments().stream())
                .filter(one -> one.dueOn().isBefore(today))
                .map(OpenInstalment::open)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(figure("overdue-share", null))
                .as("overdue share; " + life)
                .isEqualTo(open.signum() == 0 ? null : overdue.divide(open, 6, RoundingMode.HALF_UP));
        assertThat(figure("collection-period", null))
                .as("collection period; " + life)
                .isEqualTo(period(open, today));
        LocalDate then = today.minusDays(random.nextInt(40));
        assertThat(figure("collection-period", then))
                .as("collection period on " + then + "; " + life)
                .isEqualTo(period(owedOn(then), then));
    }

    private @Nullable Object figure(String name, @Nullable LocalDate day) {
        return figures.answer(
                        name,
                        new Selection(null, day, Map.of(Dimension.CUSTOMER, String.valueOf(customer))),
                        null,
                        Sight.EVERYTHING)
                .orElseThrow()
                .total();
    }

    private @Nullable BigDecimal period(BigDecimal owed, LocalDate day) {
        BigDecimal invoiced = jdbc.sql(
                        """
                        SELECT (SELECT coalesce(sum(amount), 0) FROM invoice
                                 WHERE customer_id = :customer AND issued_on > :from AND issued_on <= :day)
                             - (SELECT coalesce(sum(amount), 0) FROM credit_note
                                 WHERE customer_id = :customer AND issued_on > :from AND issued_on <= :day)
                        """)
                .param("customer", customer)
                .param("from", day.minusDays(90))
                .param("day", day)
                .query(BigDecimal.class)
                .single();
        return invoiced.signum() <= 0
                ? null
                : owed.multiply(BigDecimal.valueOf(90)).divide(invoiced, 1, RoundingMode.HALF_UP);
    }

    /** From the documents; what was set free of a payment counts on the day it was. */
    private BigDecimal owedOn(LocalDate day) {
        return jdbc.sql(
                        """
                        SELECT (SELECT coalesce(sum(amount), 0) FROM invoice
                                 WHERE customer_id = :customer AND issued_on <= :day)
                             - (SELECT coalesce(sum(amount), 0) FROM credit_note
                                 WHERE customer_id = :customer AND issued_on <= :day)
                             - (SELECT coalesce(sum(e.amount), 0)
                                  FROM write_off_entry e JOIN write_off w ON w.number = e.write_off
                                 WHERE w.customer_id = :customer AND e.booked_on <= :day)
                             - (SELECT coalesce(sum(a.amount), 0)
                                  FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
                                 WHERE p.customer_id = :customer
                                   AND CASE WHEN p.kind = 'payment' AND a.amount < 0
                                         THEN (a.allocated_at AT TIME ZONE :zone)::date ELSE p.received_on END <= :day)
                        """)
                .param("customer", customer)
                .param("day", day)
                .param("zone", zone)
                .query(BigDecimal.class)
                .single();
    }

    /** What the facts leave open of what is due on a day. */
    private Map<LocalDate, BigDecimal> openByDueDate() {
        Map<LocalDate, BigDecimal> open = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT due_on, sum(CASE kind WHEN 'payment-received' THEN -amount ELSE amount END) AS open
                          FROM kpi_fact
                         WHERE customer_id = ?
                           AND kind IN ('instalment-agreed', 'credit-note-issued', 'write-off-booked', 'payment-received')
                         GROUP BY due_on HAVING sum(CASE kind WHEN 'payment-received' THEN -amount ELSE amount END) <> 0
                        """)
                .param(customer)
                .query(row -> {
                    open.put(row.getObject("due_on", LocalDate.class), row.getBigDecimal("open"));
                });
        return open;
    }

    private static Map<LocalDate, BigDecimal> openByDueDate(List<Invoice> invoices) {
        Map<LocalDate, BigDecimal> open = new TreeMap<>();
        invoices.stream()
                .flatMap(invoice -> invoice.openInstalments().stream())
                .forEach(one -> open.merge(one.dueOn(), one.open(), BigDecimal::add));
        return open;
    }

    private BankLine line(BigDecimal amount, String reference, String endToEndId, boolean isReversal) {
        return new BankLine(
                UUID.randomUUID().toString(),
                amount,
                "USD",
                workingTime.today(),
                "Money " + customer,
                reference,
                null,
                endToEndId,
                null,
                null,
                isReversal,
                null);
    }

    /** A random part, at most so many percent of it. */
    private BigDecimal share(BigDecimal amount, int mostPercent) {
        return amount.multiply(BigDecimal.valueOf(random.nextInt(mostPercent * 100 + 1), 4))
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static <T> BigDecimal sum(List<T> all, Function<T, BigDecimal> part) {
        return all.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
