/** Deals: what a customer may buy from us, the quotations we made for it, and how it ended. */
@NullMarked
@ApplicationModule(
        displayName = "Deal",
        allowedDependencies = {"engine", "organization", "calendar", "customer", "catalog", "lead", "approval", "credit"
        })
package io.tradewind.deal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
