package io.tradewind.credit;

import java.net.URI;
import java.util.Optional;

/** Where a credit bureau is when the settings name none: the demo brings one of its own. */
public interface BureauAddress {

    /** Empty when there is none to ask now. */
    Optional<URI> url();
}
