package io.tradewind.engine;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.aop.ClassFilter;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.config.TransactionManagementConfigUtils;

/**
 * Tells Spring at once which classes have no transactions of their own. Spring itself looks for {@link Transactional} at each
 * method of each bean, in all that it inherits from, before it knows; here each class is asked once what stands in it.
 */
@Component
class TransactionsByClass implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        factory.getBeanDefinition(TransactionManagementConfigUtils.TRANSACTION_ADVISOR_BEAN_NAME)
                .getPropertyValues()
                .add("classFilter", new Marked());
    }

    /** Classes that say something of transactions, or inherit it, as Spring understands inheriting. */
    static final class Marked implements ClassFilter {

        private final Map<Class<?>, Boolean> classes = new ConcurrentHashMap<>();
        private final Map<Class<? extends Annotation>, Boolean> annotations = new ConcurrentHashMap<>();

        @Override
        public boolean matches(Class<?> type) {
            Set<Class<?>> seen = new HashSet<>();
            Deque<Class<?>> open = new ArrayDeque<>(Set.of(type));
            while (!open.isEmpty()) {
                Class<?> next = open.pop();
                if (next != Object.class && seen.add(next)) {
                    if (classes.computeIfAbsent(next, this::itself)) {
                        return true;
                    }
                    open.addAll(Arrays.asList(next.getInterfaces()));
                    if (next.getSuperclass() != null) {
                        open.add(next.getSuperclass());
                    }
                }
            }
            return false;
        }

        private boolean itself(Class<?> type) {
            return marked(type) || Arrays.stream(type.getDeclaredMethods()).anyMatch(this::marked);
        }

        private boolean marked(AnnotatedElement element) {
            for (Annotation annotation : element.getDeclaredAnnotations()) {
                if (annotations.computeIfAbsent(annotation.annotationType(), Marked::ofTransactions)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean ofTransactions(Class<? extends Annotation> annotation) {
            return annotation == Transactional.class
                    || AnnotatedElementUtils.hasAnnotation(annotation, Transactional.class);
        }
    }
}
