/** Files that come in: read row by row whatever program wrote them, taken in the background, refusals explained. */
@NullMarked
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {"engine", "organization", "calendar"})
package io.tradewind.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
