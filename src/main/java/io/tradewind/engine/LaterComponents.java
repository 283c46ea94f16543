package io.tradewind.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the components that the start did not need ({@link ComponentsLast}), and then the servlets ({@link LaterServlets}),
 * once the node is ready, so that nobody waits for them. A component that cannot be made would have ended the start: it is
 * written into the log, and the node is neither well nor ready, until somebody stops it or a request has made it after all.
 */
@Component("components")
public class LaterComponents implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(LaterComponents.class);

    /** So long the processors are those of the first who ask, the load balancer among them, and not of the servlets. */
    private static final Duration FIRST_ANSWERS = Duration.ofSeconds(2);

    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<LaterServlets> servlets;
    private final Duration longest;
    private final Thread maker = new Thread(this::makeAll, "components");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<String> failed = List.of();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param longest how long a node that ends waits for the component being made, as for all that is in hand */
    LaterComponents(
            ConfigurableListableBeanFactory beans,
            ObjectProvider<LaterServlets> servlets,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration longest) {
        this.beans = beans;
        this.servlets = servlets;
        this.longest = longest;
        maker.setDaemon(true);
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready() {
        maker.start();
    }

    /** Spring makes nothing any more once it takes its beans apart. */
    @EventListener(ContextClosedEvent.class)
    void closed() throws InterruptedException {
        closing.countDown();
        maker.join(longest.toMillis());
        if (maker.isAlive()) {
            log.warn("A component is still being made after {}; it is interrupted", longest);
            maker.interrupt();
        }
    }

    /** Until everything is made, or could not be. */
    public void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Health health() {
        List<String> missing =
                failed.stream().filter(name -> !beans.containsSingleton(name)).toList();
        return missing.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("not made", missing).build();
    }

    private void makeAll() {
        try {
            List<String> not = new ArrayList<>();
            for (String name : beans.getBeanDefinitionNames()) {
                if (isClosing()) {
                    return;
                }
                if (isLater(beans.getBeanDefinition(name)) && !isMade(name)) {
                    not.add(name);
                }
            }
            failed = List.copyOf(not);
            LaterServlets later = servlets.getIfAvailable();
            if (later != null && !closing.await(FIRST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                later.load(this::isClosing);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    static boolean isLater(BeanDefinition component) {
        return component.isLazyInit()
                && component.isSingleton()
                && String.valueOf(component.getBeanClassName()).startsWith("io.tradewind.");
    }

    private boolean isMade(String name) {
        try {
            beans.getBean(name);
            return true;
        } catch (BeansException e) {
            log.error("{} cannot be made; whatever needs it fails. Stop this node", name, e);
            return false;
        }
    }
}
