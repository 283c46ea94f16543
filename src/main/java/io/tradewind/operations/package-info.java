/** For those who run the application: how it stands, what failed, and doing it again. */
@NullMarked
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {"engine", "organization", "notification", "intake"})
package io.tradewind.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
