/** Orders: goods to the customer, proof that they arrived, and the invoice for each delivery. */
@NullMarked
@ApplicationModule(
        displayName = "Order",
        allowedDependencies = {
            "engine",
            "organization",
            "calendar",
            "notification",
            "customer",
            "catalog",
            "approval",
            "credit",
            "deal",
            "contract"
        })
package io.tradewind.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
