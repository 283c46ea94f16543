package io.tradewind.kpi;

import static java.util.stream.Collectors.toMap;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names behind the keys that facts hold. */
@Component
class DimensionNames {

    private static final String UNKNOWN = "not stated";

    private final People people;
    private final Products products;
    private final Customers customers;

    DimensionNames(People people, Products products, Customers customers) {
        this.people = people;
        this.products = products;
        this.customers = customers;
    }

    /** All products, by name. */
    List<FigureMatrix.Part> products() {
        return products.all().stream()
                .map(product -> new FigureMatrix.Part(product.code(), product.name()))
                .sorted(Comparator.comparing(FigureMatrix.Part::name))
                .toList();
    }

    /** Names for one answer: each is looked up once, people and products all together. */
    Book open() {
        return new Book();
    }

    /** As {@link #open()}, for an answer about exactly these keys. */
    Book open(@Nullable Dimension dimension, Set<String> keys) {
        Book book = new Book();
        if (dimension == Dimension.CUSTOMER) {
            List<Long> ids = keys.stream()
                    .filter(key -> !key.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            customers.names(ids).forEach((id, name) -> book.customerNames.put(id.toString(), name));
        }
        return book;
    }

    /** Not for keeping: names change. */
    final class Book {
        private final Map<String, String> customerNames = new HashMap<>();
        private @Nullable Map<String, String> persons;
        private @Nullable Map<String, String> productNames;

        /** As {@link #name}; empty where nothing is stated. */
        String known(Dimension dimension, @Nullable String key) {
            return key == null || key.isEmpty() ? "" : name(dimension, key);
        }

        /** As people say it; the key itself where nobody knows a name any more. */
        String name(Dimension dimension, @Nullable String key) {
            if (key == null || key.isEmpty()) {
                return UNKNOWN;
            }
            return switch (dimension) {
                case REGION -> capitalised(key.replaceFirst("^region-", ""));
                case TEAM -> person(key.replaceFirst("^team-", ""), capitalised(key.replaceFirst("^team-", "")));
                case REP -> person(key, key);
                case PRODUCT -> product(key);
                case CUSTOMER -> customerNames.computeIfAbsent(key, this::customer);
                case MONTH -> month(YearMonth.parse(key));
            };
        }

        private String person(String userId, String otherwise) {
            if (persons == null) {
                persons = people.all().stream().collect(toMap(Person::userId, Person::name));
            }
            return persons.getOrDefault(userId, otherwise);
        }

        private String product(String code) {
            if (productNames == null) {
                productNames = products.all().stream().collect(toMap(Product::code, Product::name));
            }
            return productNames.getOrDefault(code, code);
        }

        private String customer(String id) {
            return customers.find(Long.parseLong(id)).map(Customer::name).orElse(id);
        }
    }

    private static String month(YearMonth month) {
        return Month.of(month.getMonthValue()).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    private static String capitalised(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(word.substring(0, Math.min(1, word.length())).toUpperCase(Locale.ROOT))
                    .append(word.substring(Math.min(1, word.length())));
        }
        return name.toString();
    }
}
