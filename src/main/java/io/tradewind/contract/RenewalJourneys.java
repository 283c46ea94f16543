package io.tradewind.contract;

/** Opens the deal that follows a contract; implemented by the end-to-end process, which stands above this module. */
public interface RenewalJourneys {

    /**
     * Opens a deal with the customer of the contract for the same goods, in the caller's transaction.
     *
     * @param rep who is to win it
     * @return the deal's number
     */
    String open(Contract contract, String rep);

    /** Sends it on its way; what came before it is shown with its first task and must be known by now. */
    void send(String dealNumber, Contract contract, String rep);
}
