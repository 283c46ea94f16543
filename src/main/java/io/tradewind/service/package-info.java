/**
 * After delivery: handover and satisfaction survey; and the cases of our customers, requests and complaints, with their
 * service levels, causes, remedies and what is learned from them.
 */
@NullMarked
@ApplicationModule(
        displayName = "Service",
        allowedDependencies = {
            "engine",
            "organization",
            "calendar",
            "notification",
            "customer",
            "catalog",
            "approval",
            "deal",
            "order"
        })
package io.tradewind.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
