package io.tradewind.engine;

import jakarta.annotation.PostConstruct;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Finds our configurations first, then lets Spring Boot choose among its own, and only then finds our components. For each
 * choice Spring looks at all beans known so far, whether one is of some type of Spring's. What could be (a login, a filter)
 * is found first too; that no choice is about any of the others a test checks.
 *
 * <p>Most of our components serve a step, a page or each other and do nothing before they are asked. They are made when
 * somebody asks, the rest once the node is ready ({@link LaterComponents}).
 */
public final class ComponentsLast implements DeferredImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata application) {
        return new String[] {Last.class.getName()};
    }

    /** What is not found at first: of no type but our own and what steps of a process are. */
    public static final class Components implements TypeFilter {

        private static final List<String> OF_NO_CHOICE =
                List.of("io.tradewind.", "java.lang.", "org.camunda.bpm.engine.delegate.");

        @Override
        public boolean match(MetadataReader found, MetadataReaderFactory others) {
            ClassMetadata component = found.getClassMetadata();
            return !found.getAnnotationMetadata().hasAnnotation(Configuration.class.getName())
                    && Stream.concat(
                                    Stream.ofNullable(component.getSuperClassName()),
                                    Arrays.stream(component.getInterfaceNames()))
                            .allMatch(type -> OF_NO_CHOICE.stream().anyMatch(type::startsWith));
        }
    }

    @Import(Search.class)
    private static final class Last {}

    static final class Search implements ImportBeanDefinitionRegistrar {

        /** What has such a method does something unasked. */
        private static final List<String> WORK =
                List.of(Scheduled.class.getName(), EventListener.class.getName(), PostConstruct.class.getName());

        private final BeanFactory factory;
        private final Environment environment;
        private final ResourceLoader resources;

        Search(BeanFactory factory, Environment environment, ResourceLoader resources) {
            this.factory = factory;
            this.environment = environment;
            this.resources = resources;
        }

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            TypeExcludeFilter tests = new TypeExcludeFilter();
            tests.setBeanFactory(factory);
            ClassPathBeanDefinitionScanner scanner =
                    new ClassPathBeanDefinitionScanner(registry, true, environment, resources) {
                        @Override
                        protected void postProcessBeanDefinition(AbstractBeanDefinition component, String name) {
                            super.postProcessBeanDefinition(component, name);
                            component.setLazyInit(!worksByItself(((AnnotatedBeanDefinition) component).getMetadata()));
                        }

                        /** Spring would leave out a component without a word where a bean of that name is known. */
                        @Override
                        protected boolean isCompatible(BeanDefinition found, BeanDefinition known) {
                            return Objects.equals(found.getBeanClassName(), known.getBeanClassName());
                        }
                    };
            scanner.addExcludeFilter(tests);
            scanner.scan(AutoConfigurationPackages.get(factory).toArray(String[]::new));
        }

        private static boolean worksByItself(AnnotationMetadata component) {
            return WORK.stream().anyMatch(component::hasAnnotatedMethods)
                    || List.of(component.getInterfaceNames()).contains(Vital.class.getName());
        }
    }
}
