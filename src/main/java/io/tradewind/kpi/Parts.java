package io.tradewind.kpi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of a figure by the keys of its dimensions; no key means the total over that dimension. */
final class Parts {

    private final int dimensions;
    private final Map<List<@Nullable String>, @Nullable BigDecimal> values = new HashMap<>();

    Parts(int dimensions) {
        this.dimensions = dimensions;
    }

    /** @param key one for each dimension */
    void put(List<@Nullable String> key, @Nullable BigDecimal value) {
        values.put(key, value);
    }

    /** Null where there is nothing to tell. */
    @Nullable
    BigDecimal value(@Nullable String... keys) {
        List<@Nullable String> key = new ArrayList<>(Arrays.asList(keys));
        while (key.size() < dimensions) {
            key.add(null);
        }
        return values.get(key);
    }

    /** The same parts, each value as it is told of its keys. */
    Parts map(BiFunction<List<@Nullable String>, BigDecimal, @Nullable BigDecimal> told) {
        Parts mapped = new Parts(dimensions);
        values.forEach((keys, value) -> mapped.put(keys, value == null ? null : told.apply(keys, value)));
        return mapped;
    }

    /** Takes over the values of parts that are not told by this dimension, under one of its keys. */
    void putAll(Parts parts, int dimension, @Nullable String key) {
        parts.values.forEach((keys, value) -> {
            List<@Nullable String> longer = new ArrayList<>(keys);
            longer.add(dimension, key);
            values.put(longer, value);
        });
    }

    /** All keys that occur in a dimension, in their natural order. */
    SortedSet<String> keys(int dimension) {
        return dimension < dimensions
                ? values.keySet().stream()
                        .map(key -> key.get(dimension))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    /** Every group that a part belongs to: its own, the totals over each dimension, and the total of all. */
    static List<List<@Nullable String>> groups(List<@Nullable String> key) {
        List<List<@Nullable String>> groups = new ArrayList<>();
        groups.add(List.of());
        for (String part : key) {
            List<List<@Nullable String>> longer = new ArrayList<>();
            for (List<@Nullable String> group : groups) {
                longer.add(with(group, part));
                longer.add(with(group, null));
            }
            groups = longer;
        }
        return groups;
    }

    private static List<@Nullable String> with(List<@Nullable String> group, @Nullable String part) {
        List<@Nullable String> longer = new ArrayList<>(group);
        longer.add(part);
        return longer;
    }
}
