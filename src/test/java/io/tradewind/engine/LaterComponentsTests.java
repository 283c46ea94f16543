package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

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

    private static AnnotationConfigApplicationContext context(Class<?> component) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(LaterComponents.class);
        RootBeanDefinition later = new RootBeanDefinition(component);
        later.setLazyInit(true);
        context.registerBeanDefinition("later", later);
        context.refresh();
        return context;
    }

    static final class Wanted {}

    static final class Broken {

        Broken() {
            throw new IllegalStateException("wired wrongly");
        }
    }
}
