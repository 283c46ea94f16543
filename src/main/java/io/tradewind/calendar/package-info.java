/** The business clock: working time, and the one clock everybody reads. */
@NullMarked
@ApplicationModule(
        displayName = "Calendar",
        allowedDependencies = {"engine", "organization"})
package io.tradewind.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
