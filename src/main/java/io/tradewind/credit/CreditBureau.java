package io.tradewind.credit;

import io.tradewind.customer.Customer;

/** An outside credit bureau. */
public interface CreditBureau {

    /** Whether the company has set one up. */
    boolean setUp();

    /**
     * Asks for a report; takes no longer than the time-outs and attempts of the settings.
     *
     * @param inquiry our reference: the same one again is the same inquiry, charged once
     * @throws NoBureauAnswer if it is down, slow, answers nonsense, or does not know the customer
     */
    BureauReport ask(Customer customer, String inquiry);
}
