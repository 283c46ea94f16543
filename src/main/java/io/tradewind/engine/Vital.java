package io.tradewind.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something of a module that operators watch. It is asked a few times a minute on each node, so it asks the database for
 * little; what it tells names no person.
 */
public interface Vital {

    /** The name in the health check, one word. */
    String name();

    Condition condition();

    /**
     * How it stands.
     *
     * @param trouble what is wrong and what to do, in one sentence; null if nothing is
     * @param details what it is told from, in the order they are shown
     * @param measures the same as figures for Prometheus
     */
    record Condition(@Nullable String trouble, Map<String, Object> details, List<Measured> measures) {}

    /**
     * One figure.
     *
     * @param name in Micrometer's way, {@code tradewind.mails.waiting}
     * @param labels few values each: processes, steps and states, never people or documents
     */
    record Measured(String name, String help, Map<String, String> labels, double value) {

        /** The label of the zero that is told where there is nothing to tell of: no figure at all is no zero. */
        public static final String NONE = "none";

        public static Measured of(String name, String help, double value) {
            return new Measured(name, help, Map.of(), value);
        }
    }

    /** Details in the order they are given: name, value, name, value. */
    static Map<String, Object> details(Object... namesAndValues) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return details;
    }
}
