/** Figures: the facts that happened, what is counted from them, and the board that shows it. */
@NullMarked
@ApplicationModule(
        displayName = "Figures",
        allowedDependencies = {
            "engine",
            "organization",
            "calendar",
            "notification",
            "intake",
            "customer",
            "catalog",
            "lead",
            "approval",
            "deal",
            "contract",
            "order",
            "collection",
            "service",
            "planning"
        })
package io.tradewind.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
