/** After delivery: handover, satisfaction survey by mail link, and the call to whoever is not satisfied. */
@NullMarked
@ApplicationModule(
        displayName = "Service",
        allowedDependencies = {"engine", "organization", "calendar", "notification", "customer", "order"})
package io.tradewind.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
