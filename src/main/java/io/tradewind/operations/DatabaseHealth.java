package io.tradewind.operations;

import io.tradewind.engine.database.DatabaseWatch;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Instead of Spring Boot's own, which waits for the pool. */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final DatabaseWatch database;

    DatabaseHealth(DatabaseWatch database) {
        this.database = database;
    }

    @Override
    public Health health() {
        return database.answers() ? Health.up().build() : Health.down().build();
    }
}
