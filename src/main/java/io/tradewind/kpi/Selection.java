package io.tradewind.kpi;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which facts are looked at.
 *
 * @param from first business date, inclusive; null means from the beginning
 * @param to last business date, inclusive; null means to the end
 * @param only dimensions held to one key
 */
public record Selection(@Nullable LocalDate from, @Nullable LocalDate to, Map<Dimension, String> only) {

    /** Everything ever recorded. */
    public static final Selection EVERYTHING = new Selection(null, null, Map.of());

    /** The same, held to one key of a dimension. */
    public Selection only(Dimension dimension, String key) {
        Map<Dimension, String> held = new EnumMap<>(Dimension.class);
        held.putAll(only);
        held.put(dimension, key);
        return new Selection(from, to, Map.copyOf(held));
    }
}
