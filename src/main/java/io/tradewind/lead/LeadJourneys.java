package io.tradewind.lead;

import java.util.List;

/** Sends a lead on its way; implemented by the end-to-end process, which stands above this module. */
public interface LeadJourneys {

    /**
     * Starts the process of a lead that was just received, in the caller's transaction.
     *
     * @return the process instance's id
     */
    String start(String leadNumber);

    /**
     * Starts the processes of leads that get these numbers later in the caller's transaction.
     *
     * @return the process instances' ids, in the same order
     */
    List<String> startAll(List<String> leadNumbers);

    /** Forgets what is remembered of a process that has ended, with all it called; does nothing if it has not ended. */
    void forget(String processInstanceId);
}
