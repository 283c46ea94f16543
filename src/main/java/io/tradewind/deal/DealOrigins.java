package io.tradewind.deal;

import java.util.List;
import java.util.Optional;

/** What came before a deal that no lead began; implemented by the modules that open such deals. */
public interface DealOrigins {

    /** In sentences for the rep; empty when this module knows nothing of the deal. */
    Optional<String> wordsFor(String dealNumber);

    /** What the customer had before, which the deal is about again; empty when this module knows nothing of it. */
    List<PastLine> linesFor(String dealNumber);
}
