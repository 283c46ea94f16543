package io.tradewind.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.stereotype.Component;

/**
 * Tells Spring at once which bean is meant where only one is of the kind asked for. Spring itself looks at every bean for
 * every kind, which with more than a thousand beans is a sixth of a start. What is told is only a suggestion: Spring still
 * asks whether the bean is of that type, and where two are of a kind it chooses as ever.
 */
@Component
class BeansByKind implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        ((DefaultListableBeanFactory) factory).setAutowireCandidateResolver(new Suggestions());
    }

    private static final class Suggestions extends ContextAnnotationAutowireCandidateResolver {

        private @Nullable Map<Class<?>, Optional<String>> only;

        @Override
        public @Nullable String getSuggestedName(DependencyDescriptor dependency) {
            String named = super.getSuggestedName(dependency);
            return named == null && ours(dependency.getDependencyType())
                    ? only().getOrDefault(dependency.getDependencyType(), Optional.empty())
                            .orElse(null)
                    : named;
        }

        private synchronized Map<Class<?>, Optional<String>> only() {
            if (only == null) {
                only = read((DefaultListableBeanFactory) getBeanFactory());
            }
            return only;
        }

        /** Empty where two beans are of the kind. */
        private static Map<Class<?>, Optional<String>> read(DefaultListableBeanFactory factory) {
            Map<Class<?>, Optional<String>> beans = new HashMap<>();
            for (String name : factory.getBeanDefinitionNames()) {
                Class<?> type = factory.getType(name, false);
                if (type != null) {
                    kinds(type).forEach(kind -> beans.merge(kind, Optional.of(name), (one, other) -> Optional.empty()));
                }
            }
            return beans;
        }

        private static Set<Class<?>> kinds(Class<?> type) {
            Set<Class<?>> kinds = new HashSet<>();
            Deque<Class<?>> open = new ArrayDeque<>(Set.of(type));
            while (!open.isEmpty()) {
                Class<?> kind = open.pop();
                if (kinds.add(kind)) {
                    open.addAll(Set.of(kind.getInterfaces()));
                    if (kind.getSuperclass() != null) {
                        open.add(kind.getSuperclass());
                    }
                }
            }
            kinds.removeIf(kind -> !ours(kind));
            return kinds;
        }

        private static boolean ours(Class<?> type) {
            String name = type.getName();
            return name.startsWith("io.tradewind.") || name.startsWith("org.camunda.bpm.engine.");
        }
    }
}
