package io.tradewind.engine.deployment;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
class DeployAtStart {

    private final ModelDeployer deployer;

    DeployAtStart(ModelDeployer deployer) {
        this.deployer = deployer;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 5) // after the groups, which models name
    void deploy() {
        deployer.deployAll();
    }
}
