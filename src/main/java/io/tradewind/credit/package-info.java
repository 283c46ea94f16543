/** Credit: what a customer may owe us, who allowed more, and one gate that every document must pass. */
@NullMarked
@ApplicationModule(
        displayName = "Credit",
        allowedDependencies = {"engine", "organization", "calendar", "customer", "approval"})
package io.tradewind.credit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
