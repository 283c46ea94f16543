package io.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class OrderGateTests {

    @Autowired
    private OrderWork work;

    @Autowired
    private Orders orders;

    @Autowired
    private CreditGate gate;

    @Autowired
    private CreditChecks checks;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

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

    @Test
    void twoOrdersAtOnceDoNotUseTheSameHeadroom() throws Exception {
        long head = customer();
        long subsidiary = customer();
        customers.assignParent(subsidiary, head);
        List<String> placed = new ArrayList<>();
        for (long customer : new long[] {head, subsidiary, head, subsidiary}) {
            placed.add(order(customer));
        }

        CountDownLatch together = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(placed.size());
        try {
            List<Future<List<Hold>>> answers = new ArrayList<>();
            for (String number : placed) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return work.confirmUnlessHeld(number);
                }));
            }
            together.countDown();
            for (Future<List<Hold>> answer : answers) {
                answer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(placed)
                .as("each is 16,500 and the group may owe 25,000")
                .filteredOn(number -> orders.get(number).state() == SalesOrder.State.CONFIRMED)
                .hasSize(1);
    }

    @Test
    void aReleaseDiesWhenItsAmountIsExceeded() {
        long customer = customer();
        String subject = contract(customer).number();
        long check = checks.recordDecision(customer, subject, new BigDecimal("10000"), "USD", "C", "release", "test");
        checks.release(check, -check, "They have paid on time for years.");
        assertThat(covers(customer, "9000")).isTrue();
        accounts.setLimit(customer, new BigDecimal("20000"));
        assertThat(work.confirmUnlessHeld(order(customer))).isEmpty();

        accounts.setLimit(customer, new BigDecimal("17000"));

        assertThat(covers(customer, "1000")).isFalse();
        assertThat(jdbc.sql("SELECT ended_why FROM credit_release WHERE customer_id = :id")
                        .param("id", customer)
                        .query(String.class)
                        .single())
                .isEqualTo("exceeded");
    }

    private boolean covers(long customer, String amount) {
        return gate.stillCovers(customer, "C-OTHER", new BigDecimal(amount), "USD")
                .covered();
    }

    @Test
    void aContractIsOrderedOnce() {
        Contract contract = contract(customer());

        assertThat(work.place(contract.number()).number())
                .isEqualTo(work.place(contract.number()).number());
    }

    private String order(long customer) {
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
                .register(NewCustomer.named("Gate Test " + UUID.randomUUID()))
                .id();
    }
}
