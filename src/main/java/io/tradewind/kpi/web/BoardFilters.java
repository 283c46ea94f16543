package io.tradewind.kpi.web;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What the board can be narrowed to, and whether what an address narrows it to exists. */
@Component
class BoardFilters {

    private static final List<Dimension> CHOSEN =
            List.of(Dimension.REGION, Dimension.TEAM, Dimension.REP, Dimension.PRODUCT);

    private static final int LONGEST = 200;

    private final Choices choices;
    private final Customers customers;

    BoardFilters(Choices choices, Customers customers) {
        this.choices = choices;
        this.customers = customers;
    }

    /** A filter that is set, as people read it. */
    record Set(String title, String name) {}

    /**
     * Reads the filters of an address. A customer may be written by name or number.
     *
     * @throws Refused naming the parameter that cannot be read, or means nobody and nothing we know
     */
    Selection read(Map<String, String> parameters) {
        Map<String, String> cleaned = new LinkedHashMap<>(parameters);
        String customer = parameters.getOrDefault(Dimension.CUSTOMER.code(), "").strip();
        if (!customer.isEmpty()) {
            cleaned.put(Dimension.CUSTOMER.code(), customerId(customer));
        }
        Selection selection = SelectionParameters.selection(cleaned);
        selection.only().forEach(this::check);
        return selection;
    }

    private String customerId(String text) {
        if (text.length() > LONGEST) {
            throw new Refused("customer", "No customer has such a long name.");
        }
        Optional<Customer> found = text.matches("\\d{1,18}") ? customers.find(Long.parseLong(text)) : Optional.empty();
        return found.or(() -> customers.byNumber(text))
                .or(() -> customers.byName(text))
                .map(customer -> String.valueOf(customer.id()))
                .orElseThrow(() -> new Refused(
                        "customer",
                        "There is no customer '" + text + "'; write the whole name, or the customer's number."));
    }

    private void check(Dimension dimension, String key) {
        if (!CHOSEN.contains(dimension) || choices.isKnown(dimension, key)) {
            return;
        }
        throw new Refused(
                dimension.code(), "There is no " + dimension.code() + " '" + key + "'; choose one from the list.");
    }

    /** Filters that a person's own sight leaves something to choose in. */
    Map<String, List<FigureMatrix.Part>> offered(Sight sight) {
        Map<String, List<FigureMatrix.Part>> open = new LinkedHashMap<>();
        for (Dimension dimension : CHOSEN) {
            List<FigureMatrix.Part> of = choices.of(dimension, sight);
            if (of.size() > 1) {
                open.put(dimension.code(), of);
            }
        }
        return open;
    }

    /** What is set besides the period, for the head of the page and of what is printed. */
    List<Set> set(Selection selection) {
        Map<Dimension, String> ordered = new EnumMap<>(Dimension.class);
        ordered.putAll(selection.only());
        return ordered.entrySet().stream()
                .map(one -> new Set(
                        StringUtils.capitalize(one.getKey().code()), choices.name(one.getKey(), one.getValue())))
                .toList();
    }

    /** The name of the customer it is narrowed to; empty if to none. */
    String customerName(Selection selection) {
        String id = selection.only().get(Dimension.CUSTOMER);
        return id == null ? "" : choices.name(Dimension.CUSTOMER, id);
    }
}
