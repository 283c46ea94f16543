package io.tradewind.journey;

import org.jspecify.annotations.Nullable;

/** Letting a deal of another system go on here; implemented by the process's face. */
public interface DealJourneys {

    /**
     * Starts the journey of an open deal before its step <em>Win deal</em>.
     *
     * @param customerId null when the other system does not tell; the rep names the customer with the quotation
     * @return the process instance's id
     */
    String startWithDeal(String dealNumber, String rep, @Nullable Long customerId);
}
