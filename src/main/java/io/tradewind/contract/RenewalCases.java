package io.tradewind.contract;

/** Puts the question to the rep; implemented by the process. */
public interface RenewalCases {

    /** Starts the case of a contract, in the caller's transaction. */
    void open(Contract contract, String rep);
}
