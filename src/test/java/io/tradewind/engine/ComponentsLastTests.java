package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import jakarta.annotation.PostConstruct;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

@TradewindTest
class ComponentsLastTests {

    private static final List<Class<?>> LOOK_AT_BEANS =
            List.of(ConditionalOnBean.class, ConditionalOnMissingBean.class, ConditionalOnSingleCandidate.class);

    @Autowired
    private ConfigurableListableBeanFactory beans;

    @Test
    void componentsAreFoundAfterTheChoices() {
        assertThat(components()).hasSizeGreaterThan(400).doesNotContainKeys("databaseConfiguration", "engineLogin");
    }

    @Test
    void noChoiceOfSpringBootIsAboutOurComponents() throws ClassNotFoundException {
        List<String> about = new ArrayList<>();
        int choices = 0;
        for (String place : ConditionEvaluationReport.get(beans)
                .getConditionAndOutcomesBySource()
                .keySet()) {
            for (AnnotatedElement chosen : elements(place)) {
                for (Class<?> condition : LOOK_AT_BEANS) {
                    for (MergedAnnotation<?> asked : MergedAnnotations.from(chosen).stream(condition.getName())
                            .toList()) {
                        choices++;
                        about.addAll(components().entrySet().stream()
                                .filter(component -> isAsked(asked, chosen, component.getKey(), component.getValue()))
                                .map(component -> place + " asks for " + component.getKey())
                                .toList());
                    }
                }
            }
        }
        assertThat(choices).isGreaterThan(200);
        assertThat(about).isEmpty();
    }

    @Test
    void mostComponentsAreMadeLaterAndEachCanBeMade() {
        List<String> later = later().toList();

        assertThat(later).hasSizeGreaterThan(300).contains("planVisitDelegate", "boardController");
        assertThat(later).allSatisfy(name -> assertThat(beans.getBean(name)).isNotNull());
    }

    @Test
    void whatWorksByItselfIsMadeAtOnce() {
        assertThat(later()).allSatisfy(name -> assertThat(
                        ReflectionUtils.getUniqueDeclaredMethods(ClassUtils.getUserClass(beans.getType(name, false))))
                .noneMatch(method -> AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
                        || AnnotatedElementUtils.hasAnnotation(method, EventListener.class)
                        || AnnotatedElementUtils.hasAnnotation(method, PostConstruct.class)));
    }

    /** Others know it by its type, or it is told of the start: whoever waits for a call of theirs is there at once. */
    @Test
    void noneOfTheLaterIsOfATypeOfSprings() {
        assertThat(later()).allSatisfy(name -> assertThat(
                        ClassUtils.getAllInterfacesForClass(ClassUtils.getUserClass(beans.getType(name, false))))
                .extracting(Class::getName)
                .noneMatch(type -> type.startsWith("org.springframework.") || type.startsWith("jakarta.")));
    }

    /** A flawed setting ends the start. Texts have no flaws that a constructor sees; these are looked at before, by {@link Settings}. */
    @Test
    void noneOfTheLaterReadsASettingThatMayBeFlawed() {
        assertThat(later().flatMap(name -> Arrays.stream(ClassUtils.getUserClass(beans.getType(name, false))
                                .getDeclaredConstructors()))
                        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                        .filter(parameter ->
                                parameter.isAnnotationPresent(Value.class) && parameter.getType() != String.class)
                        .map(parameter -> parameter.getAnnotation(Value.class).value()))
                .isSubsetOf(
                        "${tradewind.company.time-zone}",
                        "${tradewind.standing-deals.questions-a-day}",
                        "${tradewind.standing-deals.unanswered}");
    }

    private Stream<String> later() {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> LaterComponents.isLater(beans.getBeanDefinition(name)));
    }

    private static boolean isAsked(
            MergedAnnotation<?> asked, AnnotatedElement chosen, String name, Class<?> component) {
        List<Class<?>> types = Stream.of("value", "type")
                .flatMap(attribute -> attribute(asked, attribute))
                .<Class<?>>map(ComponentsLastTests::type)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
        List<String> names = attribute(asked, "name").toList();
        List<String> marks = attribute(asked, "annotation").toList();
        if (types.isEmpty() && names.isEmpty() && marks.isEmpty() && chosen instanceof Method method) {
            types.add(method.getReturnType());
        }
        return names.contains(name)
                || types.stream().anyMatch(type -> type.isAssignableFrom(component))
                || marks.stream().anyMatch(mark -> AnnotatedElementUtils.isAnnotated(component, mark));
    }

    private static Stream<String> attribute(MergedAnnotation<?> asked, String attribute) {
        Object value = asked.asMap(MergedAnnotation.Adapt.CLASS_TO_STRING).get(attribute);
        return value instanceof String[] many
                ? Arrays.stream(many)
                : Stream.ofNullable((String) value).filter(text -> !text.isEmpty());
    }

    private static Class<?> type(String name) {
        try {
            return ClassUtils.forName(name, ComponentsLastTests.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    /** A condition stands on a class or on a method of it. */
    private static List<AnnotatedElement> elements(String place) throws ClassNotFoundException {
        String[] parts = place.split("#");
        Class<?> configuration = ClassUtils.forName(parts[0], ComponentsLastTests.class.getClassLoader());
        return parts.length == 1
                ? List.of(configuration)
                : Arrays.stream(configuration.getDeclaredMethods())
                        .filter(method -> method.getName().equals(parts[1]))
                        .<AnnotatedElement>map(method -> method)
                        .toList();
    }

    /** What is found after Spring Boot's own. */
    private Map<String, Class<?>> components() {
        List<String> names = Arrays.asList(beans.getBeanDefinitionNames());
        Map<String, Class<?>> components = new TreeMap<>();
        for (String name : names.subList(names.indexOf("jacksonObjectMapper"), names.size())) {
            Class<?> type = beans.getType(name, false);
            if (type != null && beans.getBeanDefinition(name) instanceof ScannedGenericBeanDefinition) {
                components.put(name, ClassUtils.getUserClass(type));
            }
        }
        return components;
    }
}
