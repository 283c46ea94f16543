package io.tradewind.approval;

import java.util.List;

/**
 * What only those may read of a request who decide it and may know what our goods cost: computed when it is shown, never
 * kept with the request, its task or its mails. Implemented by the module that asks.
 */
public interface ConfidentialFacts {

    /** Of which kind of request. */
    String kind();

    /** Floor price, margin and cost; empty if nothing is known of them. */
    List<ShownFact> of(ApprovalRequest request);
}
