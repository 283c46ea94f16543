package io.tradewind.kpi.web;

import io.tradewind.engine.Refused;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Earlier;
import io.tradewind.kpi.Selection;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a selection from an address; a blank parameter is one that was left out. */
final class SelectionParameters {

    private SelectionParameters() {}

    /** @throws Refused naming the parameter that cannot be read */
    static Selection selection(Map<String, String> parameters) {
        LocalDate from = date(parameters, "from");
        LocalDate to = date(parameters, "to");
        if (from != null && to != null && to.isBefore(from)) {
            throw new Refused("to", "The period ends on " + to + ", before it begins on " + from + ".");
        }
        Map<Dimension, String> only = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            String key = parameters.getOrDefault(dimension.code(), "");
            if (!key.isBlank()) {
                only.put(dimension, key.trim());
            }
        }
        String month = only.get(Dimension.MONTH);
        if (month != null && !month.matches("(19|2\\d)\\d\\d-(0[1-9]|1[0-2])")) {
            throw new Refused("month", "'" + month + "' is no month; write it like 2026-03.");
        }
        return new Selection(from, to, Map.copyOf(only));
    }

    /**
     * Refuses what nobody asks for: a misspelt filter would tell the figure of the whole company as the part's.
     *
     * @throws Refused naming the first parameter that is not known
     */
    static void checkNames(Map<String, String> parameters) {
        Set<String> known = new TreeSet<>(Set.of("from", "to", "by", "compare", "page"));
        for (Dimension dimension : Dimension.values()) {
            known.add(dimension.code());
        }
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused(
                            name,
                            "A figure knows no '%s'; it can be told by %s.".formatted(name, String.join(", ", known)));
                });
    }

    /** @throws Refused if {@code by} names no dimension */
    static @Nullable Dimension by(Map<String, String> parameters) {
        String by = parameters.getOrDefault("by", "");
        if (by.isBlank()) {
            return null;
        }
        return Dimension.ofCode(by)
                .orElseThrow(() -> new Refused(
                        "by",
                        "A figure cannot be broken down by '" + by + "'; choose one of "
                                + Arrays.stream(Dimension.values())
                                        .map(Dimension::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** @throws Refused if {@code compare} names no earlier period */
    static @Nullable Earlier compare(Map<String, String> parameters) {
        String compare = parameters.getOrDefault("compare", "");
        if (compare.isBlank()) {
            return null;
        }
        return Earlier.ofCode(compare.trim())
                .orElseThrow(() -> new Refused(
                        "compare",
                        "A figure is compared with its previous-period or its previous-year; write one of them."));
    }

    /** @throws Refused if {@code page} is no number from 0 on */
    static int page(Map<String, String> parameters) {
        String page = parameters.getOrDefault("page", "");
        if (page.isBlank()) {
            return 0;
        }
        if (!page.trim().matches("\\d{1,5}")) {
            throw new Refused("page", "A page is a number from 0 on.");
        }
        return Integer.parseInt(page.trim());
    }

    private static @Nullable LocalDate date(Map<String, String> parameters, String name) {
        String text = parameters.getOrDefault(name, "");
        if (text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text.trim());
            if (date.getYear() < 1900 || date.getYear() > 9999) {
                throw new Refused(name, "The year of '" + text + "' must lie between 1900 and 9999.");
            }
            return date;
        } catch (DateTimeParseException e) {
            throw new Refused(name, "'" + text + "' is no date; write it like 2026-03-31.");
        }
    }
}
