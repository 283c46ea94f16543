package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ReflectionUtils;

/** Asked beside Spring: no class with a transaction may be passed over. */
@TradewindTest
class TransactionsByClassTests {

    private final TransactionsByClass.Marked marked = new TransactionsByClass.Marked();
    private final AnnotationTransactionAttributeSource spring = new AnnotationTransactionAttributeSource(false);

    @Autowired
    private ApplicationContext application;

    @Test
    void allBeansOfTheApplication() {
        List<String> passedOver = new ArrayList<>();
        int with = 0;
        int without = 0;
        for (String name : application.getBeanDefinitionNames()) {
            Class<?> type = application.getType(name, false);
            if (type == null) {
                continue;
            }
            if (bySpring(type)) {
                with++;
                if (!marked.matches(type)) {
                    passedOver.add(name);
                }
            } else if (!marked.matches(type)) {
                without++;
            }
        }
        assertThat(passedOver).isEmpty();
        assertThat(with).isGreaterThan(80);
        assertThat(without).isGreaterThan(800);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnItself.class,
                OnMethod.class,
                OnHiddenMethod.class,
                OfParent.class,
                OfInterface.class,
                OfMethodOfInterface.class,
                ByAnotherName.class
            })
    void howTheyAreInherited(Class<?> type) {
        assertThat(bySpring(type)).isTrue();
        assertThat(marked.matches(type)).isTrue();
    }

    @Test
    void none() {
        assertThat(bySpring(Plain.class)).isFalse();
        assertThat(marked.matches(Plain.class)).isFalse();
    }

    private boolean bySpring(Class<?> type) {
        return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                .anyMatch(method -> spring.getTransactionAttribute(method, type) != null);
    }

    @Transactional
    static class OnItself {
        void work() {}
    }

    static class OnMethod {
        @Transactional
        public void work() {}
    }

    static class OnHiddenMethod {
        @Transactional
        void work() {}
    }

    static class OfParent extends OnItself {}

    @Transactional
    interface Worker {
        void work();
    }

    static class OfInterface implements Worker {
        @Override
        public void work() {}
    }

    interface MethodOfWorker {
        @Transactional
        void work();
    }

    interface NearerWorker extends MethodOfWorker {}

    static class OfMethodOfInterface implements NearerWorker {
        @Override
        public void work() {}
    }

    @Transactional
    @Retention(RetentionPolicy.RUNTIME)
    @interface AtOnce {}

    @AtOnce
    static class ByAnotherName {
        void work() {}
    }

    static class Plain {
        void work() {}
    }
}
