package io.tradewind.operations;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Every vital in {@code /actuator/health}. Trouble is {@code DEGRADED}, which is still 200: all nodes have the same trouble,
 * and a load balancer that took them all away would make it worse.
 */
@Component
class HealthOfVitals {

    static final Status DEGRADED = new Status("DEGRADED");

    private final HealthContributorRegistry registry;
    private final Vitals vitals;

    HealthOfVitals(HealthContributorRegistry registry, Vitals vitals) {
        this.registry = registry;
        this.vitals = vitals;
    }

    @EventListener(ApplicationStartedEvent.class)
    void register() {
        vitals.names().forEach(name -> {
            if (registry.getContributor(name) == null) {
                HealthIndicator indicator = () -> health(name);
                registry.registerContributor(name, indicator);
            }
        });
    }

    private Health health(String name) {
        Vitals.Reading reading = vitals.current().of(name);
        if (reading == null) {
            return Health.unknown().build();
        }
        Health.Builder health = reading.well() ? Health.up() : Health.status(DEGRADED);
        if (!reading.well()) {
            health.withDetail("trouble", String.valueOf(reading.condition().trouble()));
        }
        return health.withDetails(reading.condition().details()).build();
    }
}
