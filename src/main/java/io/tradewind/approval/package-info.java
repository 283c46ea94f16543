/** The one way in which somebody is asked for an approval: who must agree, what was approved, and within which bounds. */
@NullMarked
@ApplicationModule(
        displayName = "Approval",
        allowedDependencies = {"engine", "organization", "calendar", "notification", "intake", "catalog"})
package io.tradewind.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
