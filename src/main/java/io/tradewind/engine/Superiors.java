package io.tradewind.engine;

import java.util.Optional;

/** Who stands directly above whom; implemented by the organization. */
public interface Superiors {

    /** The user id of the person's superior; empty at the top and for an unknown person. */
    Optional<String> superiorOf(String userId);
}
