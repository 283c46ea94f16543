package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/** Opens the deal that a customer we looked after wants; implemented by the end-to-end process, which stands above. */
public interface CareJourneys {

    /**
     * Opens a deal, in the caller's transaction.
     *
     * @param product code of what they bought last; null when unknown
     * @return the deal's number
     */
    String open(long customerId, String rep, @Nullable String product);

    /** Sends it on its way; what came before it is shown with its first task and must be known by now. */
    void send(String dealNumber, long customerId, String rep);
}
