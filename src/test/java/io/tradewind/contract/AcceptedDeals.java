package io.tradewind.contract;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.CustomerAnswer;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;

/** Deals of a new customer, who may owe 25,000, in which a quotation was accepted; all of darcel-schlecht. */
public final class AcceptedDeals {

    /** Who owns the deals. */
    public static final String REP = "darcel-schlecht";

    private final Deals deals;
    private final Quotations quotations;
    private final Customers customers;
    private final WorkingTime workingTime;

    public AcceptedDeals(Deals deals, Quotations quotations, Customers customers, WorkingTime workingTime) {
        this.deals = deals;
        this.quotations = quotations;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    /** One line of so many GTX Basic at the list price of 550. */
    public Deal basics(int quantity) {
        return of(line("gtx-basic", quantity, "0"));
    }

    /** Payment within 30 days. */
    public Deal of(QuotationDraft.Line... lines) {
        long customer = customers
                .register(NewCustomer.named("Buyer " + UUID.randomUUID()))
                .id();
        return of(customer, lines);
    }

    /** As {@link #of(QuotationDraft.Line...)}, for a customer we have. */
    public Deal of(long customer, QuotationDraft.Line... lines) {
        String number = deals.open(new NewDeal(null, REP, customer, "gtx-basic", null, null, null))
                .number();
        Quotation quotation = quotations.write(
                number,
                new QuotationDraft(
                        null,
                        Arrays.asList(lines),
                        30,
                        workingTime.today().plusDays(14),
                        workingTime.today().plusDays(30)));
        quotations.approve(number, quotation.version(), null, null);
        quotations.answer(number, quotation.version(), CustomerAnswer.ACCEPTED, null);
        return deals.win(number);
    }

    public static QuotationDraft.Line line(String product, int quantity, String discount) {
        return new QuotationDraft.Line(product, quantity, new BigDecimal(discount));
    }
}
