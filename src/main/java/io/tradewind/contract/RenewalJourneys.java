package io.tradewind.contract;

/** Opens the deal that follows a contract; implemented by the end-to-end process, which stands above this module. */
public interface RenewalJourneys {

    /**
     * Opens a deal with the customer of the contract for the same goods and sends it on its way, in the caller's
     * transaction.
     *
     * @param rep who is to win it
     * @return the deal's number
     */
    String start(Contract contract, String rep);
}
