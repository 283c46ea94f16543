package io.tradewind.journey;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportOutcome;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Another CRM's pipeline, taken over: what it closed becomes history, what is open goes on here as a journey. */
@Service
@Transactional
public class Pipeline {

    private final Deals deals;
    private final DealJourneys journeys;
    private final Customers customers;
    private final People people;

    Pipeline(Deals deals, DealJourneys journeys, Customers customers, People people) {
        this.deals = deals;
        this.journeys = journeys;
        this.customers = customers;
        this.people = people;
    }

    /** Closed deals become facts; no process runs for them. One outcome per deal, in the same order. */
    public List<ImportOutcome> takeClosed(List<ImportedDeal> closed) {
        return deals.importClosed(closed);
    }

    /** Open deals go on here, each at the step its stage calls for. One outcome per deal, in the same order. */
    public List<ImportOutcome> takeOpen(List<ImportedDeal> open) {
        List<ImportOutcome> outcomes = deals.importOpen(open);
        for (int i = 0; i < open.size(); i++) {
            String dealNumber = outcomes.get(i).dealNumber();
            if (outcomes.get(i).added() && dealNumber != null) {
                journeys.startWithDeal(
                        dealNumber, open.get(i).rep(), open.get(i).customerId());
            }
        }
        return outcomes;
    }

    /**
     * The user id of a rep given by user id or by name, case aside.
     *
     * @throws Refused if nobody, or more than one person, goes by that name
     */
    public String rep(String userIdOrName) {
        String wanted = userIdOrName.strip().toLowerCase(Locale.ROOT);
        if (people.find(wanted).isPresent()) {
            return wanted;
        }
        List<Person> called = people.all().stream()
                .filter(person -> person.name().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
        if (called.size() != 1) {
            throw new Refused(
                    "rep",
                    called.isEmpty()
                            ? "Nobody here is called '" + userIdOrName + "'; use a user id or a full name."
                            : called.size() + " people are called '" + userIdOrName + "'; use the user id.");
        }
        return called.get(0).userId();
    }

    /** The customer of that name; a company we do not know yet becomes the rep's customer. Null stays null. */
    public @Nullable Long customer(@Nullable String name, String rep) {
        if (name == null) {
            return null;
        }
        return customers.byName(name).map(Customer::id).orElseGet(() -> customers
                .register(new NewCustomer(
                        name, null, null, null, null, null, people.get(rep).region(), rep, null, null))
                .id());
    }
}
