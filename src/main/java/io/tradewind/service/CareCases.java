package io.tradewind.service;

/** Puts the question to the rep; implemented by the process. */
public interface CareCases {

    /** Starts the case, in the caller's transaction. */
    void open(Care care);
}
