/** Targets: set, broken down, agreed, published, and changed within the year. */
@NullMarked
@ApplicationModule(
        displayName = "Planning",
        allowedDependencies = {
            "engine",
            "organization",
            "calendar",
            "notification",
            "intake",
            "customer",
            "catalog",
            "approval"
        })
package io.tradewind.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
