package io.tradewind.engine;

import java.util.Optional;

/** Who stands directly above whom, and who is gone; implemented by the organization. */
public interface Superiors {

    /** The user id of the person's superior; empty at the top and for an unknown person. */
    Optional<String> superiorOf(String userId);

    /** Whether this is somebody who worked here once; false for a login that belongs to no person. */
    boolean hasLeft(String userId);
}
