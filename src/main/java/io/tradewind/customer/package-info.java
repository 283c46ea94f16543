/** The customers: their card, their contacts, and who is whom when the same company comes in twice. */
@NullMarked
@ApplicationModule(
        displayName = "Customer",
        allowedDependencies = {"engine", "organization"})
package io.tradewind.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
