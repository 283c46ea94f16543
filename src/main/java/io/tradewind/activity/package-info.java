/** What sales people do outside: visits to customers, planned, reported and followed up. */
@NullMarked
@ApplicationModule(
        displayName = "Activity",
        allowedDependencies = {"engine", "organization", "calendar", "customer"})
package io.tradewind.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
