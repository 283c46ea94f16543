package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryVariableValue;
import org.springframework.util.ReflectionUtils;

/**
 * How much one question to the engine may hold. Each condition on a variable is one more table that the database plans to
 * read: it takes a second over 60 of them, minutes over 300, gigabytes of memory, and goes on when nobody waits any more.
 *
 * <p>All conditions of a question, and of those that it joins by "or", lie in lists and maps of its class; they are found by what
 * they hold, so that no kind of question is left out.
 */
final class BoundedQuestions {

    /** Conditions on variables, all together. */
    static final int VARIABLES = 30;

    /** Questions joined by "or". */
    static final int PARTS = 100;

    /** Values to be ordered by. */
    static final int ORDERS = 10;

    /** Values in lists, all together: ids, names, groups. */
    static final int VALUES = 10_000;

    private static final Map<Class<?>, List<Field>> LISTS = new ConcurrentHashMap<>();

    /** The parts hold the list of all parts, too. */
    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What has been counted so far. */
    private int variables;

    private int orders;
    private int values;

    private BoundedQuestions() {}

    /** @throws Refused with the list that is too long */
    static void refuseTooLong(AbstractQuery<?, ?> question) {
        new BoundedQuestions().count(question);
    }

    private void count(AbstractQuery<?, ?> question) {
        if (!counted.add(question)) {
            return;
        }
        for (Field list : LISTS.computeIfAbsent(question.getClass(), BoundedQuestions::listsOf)) {
            Collection<?> members = members(ReflectionUtils.getField(list, question));
            Object first = members.stream().filter(Objects::nonNull).findFirst().orElse(null);
            if (first instanceof AbstractQuery) {
                refuseBeyond(PARTS, members.size() - 1, "orQueries"); // the first is the question itself
                members.stream().filter(part -> part != question).forEach(part -> count((AbstractQuery<?, ?>) part));
            } else if (first instanceof QueryVariableValue) {
                variables += members.size();
                refuseBeyond(VARIABLES, variables, list.getName());
            } else if (first instanceof QueryOrderingProperty) {
                orders += members.size();
                refuseBeyond(ORDERS, orders, "sorting");
            } else {
                values += members.size();
                refuseBeyond(VALUES, values, list.getName());
            }
        }
    }

    private static void refuseBeyond(int most, int asked, String list) {
        if (asked > most) {
            throw new Refused(
                    list,
                    "At most %,d can be asked about at once, and here are %,d or more: ask for less, several times."
                            .formatted(most, asked));
        }
    }

    private static Collection<?> members(Object list) {
        if (list instanceof Collection<?> collection) {
            return collection;
        }
        if (list instanceof Map<?, ?> map) {
            return map.values().stream()
                    .flatMap(value -> value instanceof Collection<?> several ? several.stream() : Stream.of(value))
                    .toList();
        }
        return list instanceof Object[] array ? Arrays.asList(array) : List.of();
    }

    private static List<Field> listsOf(Class<?> question) {
        List<Field> lists = new ArrayList<>();
        for (Class<?> type = question; type != null && type != Object.class; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .filter(field -> Collection.class.isAssignableFrom(field.getType())
                            || Map.class.isAssignableFrom(field.getType())
                            || Object[].class.isAssignableFrom(field.getType()))
                    .forEach(lists::add);
        }
        lists.forEach(ReflectionUtils::makeAccessible);
        return List.copyOf(lists);
    }
}
