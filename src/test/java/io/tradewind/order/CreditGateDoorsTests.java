package io.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedContracts;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditChecks;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every door through which a customer could come to owe us more than it may, one test each. Each order here is over 16,500
 * and a new customer may owe 25,000: one order fits, two do not.
 *
 * <p>Doors that the product does not have: nobody changes the price or customer of an order that was placed; no order, contract or customer is copied ({@link #copy}); customers are not merged but put into one
 * group, and two leads that are merged become one deal ({@link #merge}). Where such a verb is added, the last gate, when
 * goods leave, shuts all the same: it judges what is owed then, however it came about.
 */
@TradewindTest
class CreditGateDoorsTests {

    @Autowired
    private OrderWork work;

    @Autowired
    private OrderChanges changes;

    @Autowired
    private Orders orders;

    @Autowired
    private CreditGate gate;

    @Autowired
    private CreditChecks checks;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private ContractWork contractWork;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    @Test
    void confirm() {
        long customer = customer();
        assertThat(work.confirmUnlessHeld(placed(customer))).isEmpty();

        String second = placed(customer);

        assertThat(work.confirmUnlessHeld(second)).extracting(Hold::kind).containsExactly(Hold.Kind.CREDIT);
        assertThatThrownBy(() -> shipAll(second)).isInstanceOf(Refused.class).hasMessageContaining("over the limit of");
        assertThat(state(second)).isEqualTo(SalesOrder.State.PLACED);
    }

    @Test
    void change() {
        long customer = customer();
        String order = placed(customer);
        assertThat(work.confirmUnlessHeld(order)).isEmpty();

        changes.change(order, new OrderChange(null, null, Map.of(1, 60)));

        assertThat(state(order)).isEqualTo(SalesOrder.State.PLACED);
        assertThat(work.confirmUnlessHeld(order)).extracting(Hold::kind).contains(Hold.Kind.CREDIT);
        assertThatThrownBy(() -> ship(order, 30)).isInstanceOf(Refused.class);
    }

    @Test
    void changeAroundEveryVerb() {
        long customer = customer();
        String order = placed(customer);
        assertThat(work.confirmUnlessHeld(order)).isEmpty();

        jdbc.sql("UPDATE sales_order SET amount = amount * 2 WHERE number = :n")
                .param("n", order)
                .update();

        assertThatThrownBy(() -> shipAll(order))
                .as("even what got around every verb")
                .isInstanceOf(Refused.class)
                .hasMessageContaining("must not leave");
    }

    @Test
    void changeOfTermsAfterTheCheck() {
        long customer = customer();
        String subject = contract(customer).number();
        long check = checks.recordDecision(customer, subject, new BigDecimal("26000"), "USD", "C", "reduce", "test");
        checks.reduce(check);

        assertThat(covers(customer, subject, "26000")).isTrue();
        assertThat(covers(customer, subject, "26000.01"))
                .as("the prepayment was agreed for less")
                .isFalse();
    }

    @Test
    void reopen() {
        long customer = customer();
        Contract contract = contract(customer);
        String cancelled = work.place(contract.number()).number();
        work.cancel(cancelled, null);
        assertThat(work.confirmUnlessHeld(placed(customer))).isEmpty();

        assertThat(work.place(contract.number()).state()).isEqualTo(SalesOrder.State.CANCELLED);
        work.confirmUnlessHeld(cancelled);
        assertThat(state(cancelled)).isEqualTo(SalesOrder.State.CANCELLED);
        assertThatThrownBy(() -> shipAll(cancelled)).isInstanceOf(Refused.class);
    }

    @Test
    void copy() {
        long customer = customer();
        accounts.hold(customer, "pays nothing");

        assertThat(work.confirmUnlessHeld(placed(customer)))
                .as("the same again for a customer on hold")
                .extracting(Hold::kind)
                .contains(Hold.Kind.CREDIT);
    }

    @Test
    void merge() {
        long one = customer();
        long other = customer();
        String first = placed(one);
        String second = placed(other);
        assertThat(work.confirmUnlessHeld(first)).isEmpty();
        assertThat(work.confirmUnlessHeld(second)).isEmpty();

        customers.assignParent(other, one);

        assertThat(orders.holds(second))
                .as("the older one keeps its place")
                .extracting(Hold::kind)
                .contains(Hold.Kind.CREDIT);
        assertThatThrownBy(() -> shipAll(second)).isInstanceOf(Refused.class);
        shipAll(first);
    }

    @Test
    void importOfAnotherPipeline(@TempDir java.nio.file.Path folder) {
        String company = "Imported " + UUID.randomUUID();
        long customer = customers.register(NewCustomer.named(company)).id();

        String boundary = "b" + UUID.randomUUID();
        String csv = "externalId,rep,customer,product,stage,openedOn,closedOn,value\r\n" + UUID.randomUUID()
                + ",darcel-schlecht," + company + ",GTX Basic,won,2026-01-05,2026-02-05,90000\r\n";
        int status = web.program("director")
                .send(
                        "POST",
                        "/api/deals/import",
                        MediaType.MULTIPART_FORM_DATA_VALUE + "; boundary=" + boundary,
                        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--" + boundary + "--\r\n")
                .statusCode();

        assertThat(status).isEqualTo(202);
        assertThat(jdbc.sql("SELECT count(*) FROM sales_order WHERE customer_id = :c")
                        .param("c", customer)
                        .query(Long.class)
                        .single())
                .as("a deal that was won elsewhere is a fact, no order")
                .isZero();
        assertThat(covers(customer, "C-OTHER", "25000")).isTrue();
    }

    @Test
    void api() {
        long customer = customer();
        assertThat(work.confirmUnlessHeld(placed(customer))).isEmpty();
        Contract second = contract(customer);
        String variables = "{\"variables\": {\"contractNumber\": {\"value\": \"" + second.number()
                + "\", \"type\": \"String\"}, \"orderHeld\": {\"value\": false, \"type\": \"Boolean\"}}}";

        for (String user : List.of("darcel-schlecht", "melvin-marxen", "logistics", "finance")) {
            for (String process : List.of("order-delivery", "credit-check")) {
                assertThat(web.program(user)
                                .post("/engine-rest/process-definition/key/" + process + "/start", variables)
                                .statusCode())
                        .as(user + " starts " + process + " half way")
                        .isGreaterThanOrEqualTo(400);
            }
        }
        assertThat(jdbc.sql("SELECT count(*) FROM sales_order WHERE contract_number = :c")
                        .param("c", second.number())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void limitChange() {
        long customer = customer();
        accounts.setLimit(customer, new BigDecimal("40000"), "a good customer");
        String first = placed(customer);
        String second = placed(customer);
        assertThat(work.confirmUnlessHeld(first)).isEmpty();
        assertThat(work.confirmUnlessHeld(second)).isEmpty();

        accounts.setLimit(customer, new BigDecimal("20000"), "pays later and later");

        assertThat(state(first)).as("the older one still fits").isEqualTo(SalesOrder.State.CONFIRMED);
        assertThat(state(second)).isEqualTo(SalesOrder.State.PLACED);
        assertThatThrownBy(() -> shipAll(second)).isInstanceOf(Refused.class);
        shipAll(first);

        accounts.setLimit(customer, new BigDecimal("40000"), "has paid");
        shipAll(second);
        assertThat(state(second)).isEqualTo(SalesOrder.State.CONFIRMED);
    }

    @Test
    void holdAfterConfirmation() {
        long customer = customer();
        String order = placed(customer);
        assertThat(work.confirmUnlessHeld(order)).isEmpty();

        accounts.hold(customer, "disputes everything");

        assertThat(state(order)).isEqualTo(SalesOrder.State.PLACED);
        assertThatThrownBy(() -> shipAll(order)).hasMessageContaining("on credit hold");
        accounts.liftHold(customer);
        shipAll(order);
    }

    @Test
    void whatHasLeftStaysInvoiceable() {
        long customer = customer();
        String order = placed(customer);
        assertThat(work.confirmUnlessHeld(order)).isEmpty();
        Delivery half = ship(order, 15);

        accounts.hold(customer, "disputes everything");

        assertThat(covers(customer, "C-OTHER", "0")).isFalse();
        accounts.liftHold(customer);
        accounts.setLimit(customer, BigDecimal.ZERO, "no more");
        work.receive(half.number(), workingTime.today(), "Eve Warehouse", "form");
        assertThat(work.invoice(half.number())).isPresent();
    }

    @Test
    void whatIsUnderWayOfAHeldOrderIsStillOwed() {
        long customer = customer();
        String order = placed(customer);
        assertThat(work.confirmUnlessHeld(order)).isEmpty();
        Delivery half = ship(order, 15);

        accounts.hold(customer, "disputes everything");

        assertThat(checks.examine(customer, "C-OTHER", BigDecimal.ZERO, "USD").openOrders())
                .isEqualByComparingTo(half.amount());
    }

    @Test
    void aPrepaymentThatIsBookedCountsOnce() {
        long customer = customer();
        String subject = "C-TEST-" + UUID.randomUUID();
        long check = checks.recordDecision(customer, subject, new BigDecimal("28000"), "USD", "C", "reduce", "test");
        checks.reduce(check);
        jdbc.sql(
                        """
                        INSERT INTO payment (external_ref, source, amount, currency, received_on, customer_id, state, recorded_at)
                        VALUES (:ref, 'by-hand', 3000, 'USD', current_date, :customer, 'matched', now())
                        """)
                .param("ref", UUID.randomUUID().toString())
                .param("customer", customer)
                .update();

        assertThat(covers(customer, subject, "28000")).isTrue();
        assertThat(covers(customer, subject, "28000.01"))
                .as("neither as agreed nor as booked a second time")
                .isFalse();
    }

    @Test
    void twoDocumentsAtOnceNeverUseTheSameHeadroom() throws Exception {
        long customer = customer();
        accounts.setLimit(customer, new BigDecimal("40000"), "a good customer");
        List<String> held = List.of(placed(customer), placed(customer), placed(customer));
        held.forEach(work::confirmUnlessHeld);
        accounts.setLimit(customer, BigDecimal.ONE, "nothing more");
        accounts.setLimit(customer, new BigDecimal("25000"), "one of them");

        CountDownLatch together = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(held.size());
        try {
            List<Future<Boolean>> left = held.stream()
                    .map(number -> threads.submit(() -> {
                        together.await();
                        try {
                            shipAll(number);
                            return true;
                        } catch (Refused e) {
                            return false;
                        }
                    }))
                    .toList();
            together.countDown();
            int shipped = 0;
            for (Future<Boolean> one : left) {
                shipped += one.get() ? 1 : 0;
            }
            assertThat(shipped).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean covers(long customer, String subject, String amount) {
        return gate.stillCovers(customer, subject, new BigDecimal(amount), "USD")
                .covered();
    }

    private SalesOrder.State state(String order) {
        return orders.get(order).state();
    }

    private void shipAll(String order) {
        ship(order, 30);
    }

    private Delivery ship(String order, int pieces) {
        return work.ship(order, new Shipment("Fast Freight", null, List.of(new Shipment.Line(1, pieces))));
    }

    private String placed(long customer) {
        return work.place(contract(customer).number()).number();
    }

    private Contract contract(long customer) {
        return new SignedContracts(contractWork, workingTime)
                .of(
                        new AcceptedDeals(deals, quotations, customers, workingTime)
                                .of(customer, AcceptedDeals.line("gtx-basic", 30, "0")),
                        customer,
                        "1 Harbour Road");
    }

    private long customer() {
        return customers
                .register(NewCustomer.named("Door Test " + UUID.randomUUID()))
                .id();
    }
}
