package io.tradewind.engine.security;

import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks once, at the start, for filters that came into the database before the guard stood. */
@Component
class StoredFilterCheck {

    private static final Logger log = LoggerFactory.getLogger(StoredFilterCheck.class);

    private final FilterService filters;

    StoredFilterCheck(FilterService filters) {
        this.filters = filters;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(100)
    @Transactional
    public void removeForbidden() {
        for (Filter filter : filters.createFilterQuery().list()) {
            var forbidden = QueryGuard.forbiddenIn(filter);
            if (!forbidden.isEmpty()) {
                log.warn(
                        "Stored filter '{}' of {} is deleted: it would run {} on the server",
                        filter.getName(),
                        filter.getOwner(),
                        forbidden);
                filters.deleteFilter(filter.getId());
            }
        }
    }
}
