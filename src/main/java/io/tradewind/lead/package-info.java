/** The leads: taken in once, compared with whom we know, given to the right rep, and qualified. */
@NullMarked
@ApplicationModule(
        displayName = "Lead",
        allowedDependencies = {"engine", "organization", "calendar", "notification", "intake", "customer", "catalog"})
package io.tradewind.lead;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
