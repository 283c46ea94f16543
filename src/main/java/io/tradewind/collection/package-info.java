/** Money coming in: payments matched to invoices, and asking for what is overdue. */
@NullMarked
@ApplicationModule(
        displayName = "Collection",
        allowedDependencies = {
            "engine",
            "organization",
            "calendar",
            "notification",
            "intake",
            "customer",
            "approval",
            "credit",
            "order"
        })
package io.tradewind.collection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
