package io.tradewind.service;

/** The handover calls. */
public interface Handovers {

    /**
     * Keeps what the customer said.
     *
     * @throws io.tradewind.engine.Refused if something is open but not said, or the e-mail address cannot be one
     */
    void record(Handover handover);
}
