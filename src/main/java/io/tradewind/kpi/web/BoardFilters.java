package io.tradewind.kpi.web;

import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.CustomerCards;
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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What the board can be narrowed to, and whether what an address narrows it to exists. */
@Component
class BoardFilters {

    private static final List<Dimension> CHOSEN =
            List.of(Dimension.REGION, Dimension.TEAM, Dimension.REP, Dimension.PRODUCT);

    private static final int LONGEST = 200;

    /** So many possible values are named where one is refused. */
    private static final int NAMED = 40;

    private final Choices choices;
    private final Customers customers;
    private final CustomerCards cards;
    private final CustomerAccess access;

    BoardFilters(Choices choices, Customers customers, CustomerCards cards, CustomerAccess access) {
        this.choices = choices;
        this.customers = customers;
        this.cards = cards;
        this.access = access;
    }

    /** A filter that is set, as people read it. */
    record Set(String title, String name) {}

    /**
     * Reads the filters of an address. A customer may be written by number, name or the beginning of one.
     *
     * @throws Refused naming the parameter that cannot be read, or means nobody and nothing within this sight; what is
     *     beyond it is refused in the same words as what does not exist
     */
    Selection read(Map<String, String> parameters, Sight sight) {
        Map<String, String> cleaned = new LinkedHashMap<>(parameters);
        String customer = parameters.getOrDefault(Dimension.CUSTOMER.code(), "").strip();
        if (!customer.isEmpty()) {
            cleaned.put(Dimension.CUSTOMER.code(), String.valueOf(customerId(customer, sight)));
        }
        Selection selection = SelectionParameters.selection(cleaned);
        selection.only().forEach((dimension, key) -> check(dimension, key, sight));
        return selection;
    }

    private long customerId(String text, Sight sight) {
        if (text.length() > LONGEST) {
            throw new Refused("customer", "No customer has such a long name.");
        }
        Optional<Customer> byId = text.matches("\\d{1,18}") ? customers.find(Long.parseLong(text)) : Optional.empty();
        Optional<Customer> exact = byId.or(() -> customers.byNumber(text)).or(() -> customers.byName(text));
        if (exact.filter(customer -> shows(customer, sight)).isPresent()) {
            return exact.get().id();
        }
        List<Customer> begun = beginningWith(text, sight);
        if (begun.size() == 1) {
            return begun.get(0).id();
        }
        if (begun.isEmpty()) {
            throw new Refused(
                    "customer",
                    "There is no customer '" + text + "' here; write the beginning of the name, or the number.");
        }
        throw new Refused(
                "customer",
                "'" + text + "' is how several customers begin: "
                        + named(begun.stream().map(Customer::name).toList()) + ". Write more of the name.");
    }

    private boolean shows(Customer customer, Sight sight) {
        return sight.dimension() == null
                || access.sight(customer, null).isPresent()
                || choices.isRecorded(customer.id(), sight);
    }

    private List<Customer> beginningWith(String text, Sight sight) {
        List<Customer> among = sight.dimension() == null ? customers.all() : cards.list(text);
        return among.stream()
                .filter(customer -> customer.name().regionMatches(true, 0, text, 0, text.length()))
                .toList();
    }

    /** Names of customers that the person who is acting may look up, with this in their name. */
    List<String> customersLike(String text) {
        return cards.list(text.length() > LONGEST ? text.substring(0, LONGEST) : text).stream()
                .map(Customer::name)
                .toList();
    }

    private void check(Dimension dimension, String key, Sight sight) {
        if (!CHOSEN.contains(dimension) || choices.isKnown(dimension, key, sight)) {
            return;
        }
        List<String> possible = choices.of(dimension, sight).stream()
                .map(FigureMatrix.Part::key)
                .toList();
        throw new Refused(
                dimension.code(),
                "There is no " + dimension.code() + " '" + key + "' here; "
                        + (possible.isEmpty() ? "leave it out." : "choose one of " + named(possible) + "."));
    }

    private static String named(List<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
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
