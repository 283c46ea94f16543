package io.tradewind.deal;

import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerFacts;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who the customer of a deal is, when the rep writes a name. */
@Component
class DealCustomers {

    private static final int SUGGESTIONS = 3;

    private final Customers customers;
    private final People people;

    DealCustomers(Customers customers, People people) {
        this.customers = customers;
        this.people = people;
    }

    /**
     * The customer the deal has, or the one that is named; a new one belongs to the deal's rep.
     *
     * @throws Refused if nobody can be meant, a similar name may be, or the deal has somebody else
     */
    Customer identify(Deal deal, @Nullable String name, boolean isNew) {
        Optional<Customer> known = Optional.ofNullable(deal.customerId()).map(customers::get);
        if (known.isPresent() && (name == null || name.isBlank())) {
            return known.get();
        }
        if (name == null || name.isBlank()) {
            throw new Refused("customer", "Write down who the customer is: a quotation needs somebody to go to.");
        }
        Customer named = isNew ? register(name.strip(), deal.rep()) : existing(name.strip());
        if (known.isPresent() && known.get().id() != named.id()) {
            throw new Refused(
                    "customer",
                    "Deal " + deal.number() + " belongs to " + known.get().name() + ", not to " + named.name() + ".");
        }
        return named;
    }

    private Customer existing(String name) {
        return customers.byName(name).orElseThrow(() -> {
            List<String> similar = similar(name);
            return new Refused(
                    "customer",
                    "No customer is called '" + name + "'. "
                            + (similar.isEmpty()
                                    ? "If the company is new to us, tick 'New customer'."
                                    : "Did you mean " + or(similar) + "? If it is none of them, tick 'New customer'."));
        });
    }

    private Customer register(String name, String rep) {
        customers.byName(name).ifPresent(twin -> {
            throw new Refused("newCustomer", twin.name() + " is a customer already; do not tick 'New customer'.");
        });
        String region = people.find(rep).map(Person::region).orElse(null);
        return customers.register(new NewCustomer(name, null, null, null, null, null, region, rep, null, null));
    }

    private List<String> similar(String name) {
        return customers.matches(new CustomerFacts(name, null, null, null)).stream()
                .limit(SUGGESTIONS)
                .map(match -> match.customer().name())
                .toList();
    }

    private static String or(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "));
    }
}
