package io.tradewind.operations.process;

import io.tradewind.engine.Acting;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The group of those, people or programs, who may see how the application stands and nothing of its business. */
@Component
class MonitoringAtStart {

    static final String MONITORING = "monitoring";

    private final IdentityService identity;
    private final Acting acting;

    MonitoringAtStart(IdentityService identity, Acting acting) {
        this.identity = identity;
        this.acting = acting;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 5)
    void create() {
        acting.asSystem(() -> {
            if (identity.createGroupQuery().groupId(MONITORING).count() == 0) {
                Group group = identity.newGroup(MONITORING);
                group.setName("Monitoring");
                group.setType("SYSTEM");
                identity.saveGroup(group);
            }
        });
    }
}
