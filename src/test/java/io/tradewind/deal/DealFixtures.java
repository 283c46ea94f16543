package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/** Deals in the situations that tests begin with. */
@TestComponent
public class DealFixtures {

    /** A rep of Melvin Marxen's team. */
    public static final String REP = "darcel-schlecht";

    public static final String MANAGER = "melvin-marxen";

    private final Deals deals;
    private final Quotations quotations;
    private final Customers customers;
    private final WorkingTime workingTime;

    DealFixtures(Deals deals, Quotations quotations, Customers customers, WorkingTime workingTime) {
        this.deals = deals;
        this.quotations = quotations;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    public Customer customer() {
        return customers.byName("Isdom").orElseThrow();
    }

    /** A deal whose needs are known. */
    public Deal engaged() {
        Deal deal = deals.open(new NewDeal(null, REP, customer().id(), "gtx-pro", null, null, null));
        return deals.learn(
                deal.number(), new Needs(null, false, "A hundred seats by spring", "gtx-pro", 1, null, null, null));
    }

    /** The next version of its quotation, one line, this much below list price. */
    public Quotation quoted(String dealNumber, String discountPercent) {
        return quotations.write(dealNumber, draft("gtx-pro", 1, discountPercent));
    }

    public QuotationDraft draft(String product, int quantity, String discountPercent) {
        return new QuotationDraft(
                null,
                List.of(new QuotationDraft.Line(product, quantity, new BigDecimal(discountPercent))),
                30,
                workingTime.today().plusDays(14),
                workingTime.today().plusDays(30));
    }

    /** A deal won at list price. */
    public Deal won() {
        Deal deal = engaged();
        quoted(deal.number(), "0");
        quotations.approve(deal.number(), 1, null, null);
        quotations.answer(deal.number(), 1, CustomerAnswer.ACCEPTED, null);
        return deals.win(deal.number());
    }

    /** A deal lost for its price. */
    public Deal lost() {
        return deals.lose(engaged().number(), "price", "Globex", null);
    }
}
