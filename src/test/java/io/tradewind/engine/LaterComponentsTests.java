package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class LaterComponentsTests {

    @Test
    void whatTheStartDidNotNeedIsMadeOnceTheNodeIsReady() {
        try (AnnotationConfigApplicationContext context = context(Wanted.class)) {
            LaterComponents later = context.getBean(LaterComponents.class);
            assertThat(context.getBeanFactory().containsSingleton("later")).isFalse();

            later.ready();
            later.await();

            assertThat(context.getBeanFactory().containsSingleton("later")).isTrue();
            assertThat(later.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aNodeOnWhichSomethingCannotBeMadeIsNotWell() {
        try (AnnotationConfigApplicationContext context = context(Broken.class)) {
            context.registerBean("other", Wanted.class, later -> later.setLazyInit(true));
            LaterComponents later = context.getBean(LaterComponents.class);

            later.ready();
            later.await();

            assertThat(later.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(later.health().getDetails()).hasToString("{not made=[later]}");
            assertThat(context.getBeanFactory().containsSingleton("other")).isTrue();
        }
    }

    @Test
    void aNodeThatEndsBeforeItIsReadyMakesNothing() {
        AnnotationConfigApplicationContext context = context(Wanted.class);
        LaterComponents later = context.getBean(LaterComponents.class);
        context.close();
        assertThat(later.health().getStatus()).isEqualTo(Status.UP);
    }

    /** As a load balancer asks: ready is who can do everything, if not as quickly as later. */
    @Test
    void aNodeIsReadyWhileTheRestIsMadeAndNoLongerOnceSomethingCannotBeMade() throws Exception {
        try (AnnotationConfigApplicationContext context = context(Slow.class)) {
            context.registerBean("wrong", Broken.class, later -> later.setLazyInit(true));
            LaterComponents later = context.getBean(LaterComponents.class);
            Slow.begun = new CountDownLatch(1);
            Slow.mayEnd = new CountDownLatch(1);

            later.ready();
            Slow.begun.await();
            assertThat(later.health().getStatus()).isEqualTo(Status.UP);

            Slow.mayEnd.countDown();
            later.await();
            assertThat(later.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(later.health().getDetails()).hasToString("{not made=[wrong]}");
        }
    }

    @Test
    void whatARequestHasMadeAfterAllIsNoLongerMissing() {
        try (AnnotationConfigApplicationContext context = context(Fickle.class)) {
            LaterComponents later = context.getBean(LaterComponents.class);
            Fickle.broken = true;
            later.ready();
            later.await();
            assertThat(later.health().getStatus()).isEqualTo(Status.DOWN);

            Fickle.broken = false;
            context.getBean("later");

            assertThat(later.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aComponentThatIsNeverDoneDoesNotKeepANodeFromEnding() throws Exception {
        AnnotationConfigApplicationContext context = context(Slow.class);
        LaterComponents later = context.getBean(LaterComponents.class);
        Slow.begun = new CountDownLatch(1);
        Slow.mayEnd = new CountDownLatch(1);
        later.ready();
        Slow.begun.await();

        context.close();

        assertThat(context.isActive()).isFalse();
        assertThat(Slow.mayEnd.getCount()).as("nobody let it go on").isOne();
    }

    private static AnnotationConfigApplicationContext context(Class<?> component) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("bound", Map.of("spring.lifecycle.timeout-per-shutdown-phase", "10ms")));
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.register(LaterComponents.class);
        RootBeanDefinition later = new RootBeanDefinition(component);
        later.setLazyInit(true);
        context.registerBeanDefinition("later", later);
        context.refresh();
        return context;
    }

    static final class Wanted {}

    static final class Slow {

        private static volatile CountDownLatch begun = new CountDownLatch(1);
        private static volatile CountDownLatch mayEnd = new CountDownLatch(1);

        Slow() throws InterruptedException {
            begun.countDown();
            mayEnd.await();
        }
    }

    static final class Fickle {

        private static volatile boolean broken;

        Fickle() {
            if (broken) {
                throw new IllegalStateException("not now");
            }
        }
    }

    static final class Broken {

        Broken() {
            throw new IllegalStateException("wired wrongly");
        }
    }
}
