package io.tradewind.engine.examination;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the application offers to models.
 *
 * @param beans what an expression may name: bean name → the class's package
 * @param touches what each bean and face of a process does with variables: simple class name → what
 * @param classes bean name → simple class name
 * @param words every text in the process packages: names of messages, processes and decisions that Java uses
 * @param outside beans that ask a machine outside the house
 * @param groups whom a task can belong to
 * @param money variables that are decimals kept as text
 * @param whole variables that are whole numbers
 */
public record JavaSide(
        Map<String, String> beans,
        Map<String, String> classes,
        Map<String, Touched> touches,
        Set<String> words,
        Set<String> outside,
        Set<String> groups,
        Set<String> money,
        Set<String> whole) {

    /**
     * Variables by name.
     *
     * @param reads what the work cannot be done without
     * @param looksAt what is read if it is there
     * @param passes what is handed to somebody else: to a process that is started or woken
     */
    public record Touched(Set<String> reads, Set<String> looksAt, Set<String> writes, Set<String> passes) {}

    private static final Touched NOTHING = new Touched(Set.of(), Set.of(), Set.of(), Set.of());

    /** Beans without what they do with variables. */
    public static JavaSide ofBeans(Map<String, String> beans, Set<String> groups) {
        return new JavaSide(beans, Map.of(), Map.of(), Set.of(), Set.of(), groups, Set.of(), Set.of());
    }

    /**
     * Reads the beans' classes.
     *
     * @param beans bean name → class name, those of the process packages
     */
    public static JavaSide of(Map<String, String> beans, Set<String> groups, ClassLoader loader) {
        Bytecode bytecode = new Bytecode(loader);
        Map<String, String> packages = new HashMap<>();
        Map<String, String> classes = new HashMap<>();
        Map<String, Touched> touches = new HashMap<>();
        Set<String> outside = new HashSet<>();
        beans.forEach((bean, className) -> {
            int dot = className.lastIndexOf('.');
            packages.put(bean, className.substring(0, dot));
            classes.put(bean, className.substring(dot + 1));
            touches.put(className.substring(dot + 1), bytecode.touched(className));
            if (bytecode.reachesOutside(className)) {
                outside.add(bean);
            }
        });
        return new JavaSide(
                packages,
                classes,
                touches,
                bytecode.words(),
                outside,
                groups,
                Set.copyOf(bytecode.money()),
                Set.copyOf(bytecode.whole()));
    }

    /** The same with these groups. */
    public JavaSide withGroups(Set<String> now) {
        return new JavaSide(beans, classes, touches, words, outside, now, money, whole);
    }

    /** What this bean does with variables. */
    Touched touchedBy(String bean) {
        return touches.getOrDefault(classes.getOrDefault(bean, ""), NOTHING);
    }

    /** What Java gives a process that it starts: all that its face, {@code LeadQualificationProcess}, passes on. */
    Touched face(String processId) {
        StringBuilder name = new StringBuilder();
        for (String part : processId.split("-")) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return touches.getOrDefault(name + "Process", NOTHING);
    }

    /** What Java of this module may give to a running process at any moment. */
    Set<String> passedBy(String module) {
        return beans.entrySet().stream()
                .filter(bean -> bean.getValue().startsWith("io.tradewind." + module + "."))
                .flatMap(bean -> touchedBy(bean.getKey()).passes().stream())
                .collect(toUnmodifiableSet());
    }
}
