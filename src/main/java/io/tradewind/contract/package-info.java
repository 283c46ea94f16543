/** Contracts: what we agreed with a customer, word for word, and that nobody changed it since. */
@NullMarked
@ApplicationModule(
        displayName = "Contract",
        allowedDependencies = {"engine", "organization", "calendar", "customer", "deal", "credit", "approval"})
package io.tradewind.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
