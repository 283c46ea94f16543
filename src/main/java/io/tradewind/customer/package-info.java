/** The customers: their card and time line, their contacts, and who is whom when the same company comes in twice. */
@NullMarked
@ApplicationModule(
        displayName = "Customer",
        allowedDependencies = {"engine", "organization", "notification"})
package io.tradewind.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
