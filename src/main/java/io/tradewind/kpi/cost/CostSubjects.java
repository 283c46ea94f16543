package io.tradewind.kpi.cost;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a cost belongs to, by whatever people call it. */
@Component
class CostSubjects {

    private final People people;
    private final Customers customers;
    private final Products products;
    private final Deals deals;

    CostSubjects(People people, Customers customers, Products products, Deals deals) {
        this.people = people;
        this.customers = customers;
        this.products = products;
        this.deals = deals;
    }

    /** Whose it is, in keys. */
    record Subject(
            @Nullable String region,
            @Nullable String team,
            @Nullable String rep,
            @Nullable Long customerId,
            @Nullable String product,
            @Nullable String deal) {}

    /** What is not told is taken from the deal, and team and region from the rep. */
    Subject of(NewCost cost, CostCategory category) {
        Deal deal = deal(cost.deal(), category);
        Person rep = rep(cost.rep(), deal);
        String team = rep == null ? key(cost.team(), "team", Person::team) : rep.team();
        String region = rep != null
                ? rep.region()
                : cost.region() == null && team != null ? regionOf(team) : key(cost.region(), "region", Person::region);
        if (rep != null) {
            checkAgrees("team", cost.team(), rep, rep.team());
            checkAgrees("region", cost.region(), rep, rep.region());
        } else if (team != null && !Objects.equals(region, regionOf(team))) {
            throw new Refused("region", "The team belongs to another region; leave the region empty.");
        }
        return new Subject(
                region,
                team,
                rep == null ? null : rep.userId(),
                customer(cost.customer(), deal),
                product(cost.product(), deal),
                deal == null ? null : deal.number());
    }

    private @Nullable Deal deal(@Nullable String number, CostCategory category) {
        if (number == null) {
            if (category == CostCategory.PRODUCT) {
                throw new Refused(
                        "deal",
                        "Product cost corrects what the goods of a won deal cost us: give the deal's number. What a"
                                + " product costs from now on is changed in the price list.");
            }
            return null;
        }
        Deal deal =
                deals.find(number).orElseThrow(() -> new Refused("deal", "There is no deal '" + shown(number) + "'."));
        if (category == CostCategory.PRODUCT && deal.cost() == null) {
            throw new Refused(
                    "deal", "Deal " + deal.number() + " is not won, so its goods have not cost anything yet.");
        }
        return deal;
    }

    private @Nullable Person rep(@Nullable String told, @Nullable Deal deal) {
        if (told == null) {
            return deal == null ? null : people.find(deal.rep()).orElse(null);
        }
        return people.find(told)
                .or(() -> people.all().stream()
                        .filter(person -> person.name().equalsIgnoreCase(told))
                        .findFirst())
                .orElseThrow(() -> new Refused("rep", "Nobody here is called '" + shown(told) + "'."));
    }

    private @Nullable Long customer(@Nullable String told, @Nullable Deal deal) {
        if (told == null) {
            return deal == null ? null : deal.customerId();
        }
        return customers
                .byNumber(told.toUpperCase(Locale.ROOT))
                .or(() -> customers.byName(told))
                .map(Customer::id)
                .orElseThrow(() -> new Refused(
                        "customer",
                        "There is no customer '" + shown(told) + "'; give its number, such as K-000042, or its name."));
    }

    private @Nullable String product(@Nullable String told, @Nullable Deal deal) {
        if (told == null) {
            return deal == null ? null : deal.product();
        }
        return products.find(told)
                .map(Product::code)
                .orElseThrow(() -> new Refused("product", "There is no product '" + shown(told) + "'."));
    }

    /** A team or region that somebody belongs to, by key or by name. */
    private @Nullable String key(@Nullable String told, String field, Function<Person, @Nullable String> of) {
        if (told == null) {
            return null;
        }
        String wanted = plain(told, field);
        return people.all().stream()
                .map(of)
                .filter(Objects::nonNull)
                .filter(key -> plain(key, field).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(field, "There is no " + field + " '" + shown(told) + "'."));
    }

    private @Nullable String regionOf(String team) {
        return people.all().stream()
                .filter(person -> team.equals(person.team()))
                .map(Person::region)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void checkAgrees(String field, @Nullable String told, Person rep, @Nullable String actual) {
        if (told != null && (actual == null || !plain(told, field).equals(plain(actual, field)))) {
            throw new Refused(
                    field, rep.name() + " does not belong to " + field + " '" + shown(told) + "'; leave it empty.");
        }
    }

    /** {@code region-central}, {@code Central} and {@code central} are the same. */
    private static String plain(String key, String field) {
        return key.toLowerCase(Locale.ROOT)
                .strip()
                .replaceFirst("^" + field + "-", "")
                .replace(' ', '-');
    }

    static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
