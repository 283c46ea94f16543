package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedContracts;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deals;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** Orders as far as a test needs them, by the steps of the process but without it. */
@TestComponent
public class DeliveredOrders {

    private final OrderWork work;
    private final ContractWork contracts;
    private final Deals deals;
    private final Quotations quotations;
    private final Customers customers;
    private final WorkingTime workingTime;

    DeliveredOrders(
            OrderWork work,
            ContractWork contracts,
            Deals deals,
            Quotations quotations,
            Customers customers,
            WorkingTime workingTime) {
        this.work = work;
        this.contracts = contracts;
        this.deals = deals;
        this.quotations = quotations;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    /** A customer nobody else knows. */
    public long customer() {
        return customers
                .register(NewCustomer.named("Delivered " + UUID.randomUUID()))
                .id();
    }

    /** A confirmed order of which nothing has left. */
    public SalesOrder confirmed(long customer, QuotationDraft.Line... lines) {
        SalesOrder order = work.place(new SignedContracts(contracts, workingTime)
                .of(
                        new AcceptedDeals(deals, quotations, customers, workingTime).of(customer, lines),
                        customer,
                        "1 Harbour Road")
                .number());
        List<Hold> holds = work.confirmUnlessHeld(order.number());
        if (!holds.isEmpty()) {
            throw new AssertionError("Held: " + holds);
        }
        return order;
    }

    /** So many pieces of line 1 have arrived; not invoiced. */
    public Delivery delivered(String orderNumber, int pieces) {
        Delivery delivery =
                work.ship(orderNumber, new Shipment("Fast Freight", null, List.of(new Shipment.Line(1, pieces))));
        work.receive(delivery.number(), workingTime.today(), "Eve Warehouse", "form");
        return delivery;
    }

    /** So many pieces of line 1 have arrived and were invoiced. */
    public Invoice invoiced(String orderNumber, int pieces) {
        return work.invoice(delivered(orderNumber, pieces).number()).orElseThrow();
    }
}
