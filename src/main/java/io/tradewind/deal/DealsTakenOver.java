package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Deals of another system, written together: what is wrong with one keeps out that one only. */
@Component
class DealsTakenOver {

    private final DealTable deals;
    private final DealValues values;
    private final DealNews news;
    private final Customers customers;
    private final Products products;
    private final People people;
    private final StageProbabilities probabilities;
    private final WorkingTime workingTime;

    DealsTakenOver(
            DealTable deals,
            DealValues values,
            DealNews news,
            Customers customers,
            Products products,
            People people,
            StageProbabilities probabilities,
            WorkingTime workingTime) {
        this.deals = deals;
        this.values = values;
        this.news = news;
        this.customers = customers;
        this.products = products;
        this.people = people;
        this.probabilities = probabilities;
        this.workingTime = workingTime;
    }

    List<ImportOutcome> open(List<ImportedDeal> imported) {
        Lookups lookups = new Lookups();
        return take(imported, row -> openDeal(row, lookups));
    }

    List<ImportOutcome> closed(List<ImportedDeal> imported) {
        Lookups lookups = new Lookups();
        return take(imported, row -> closedDeal(row, lookups));
    }

    private List<ImportOutcome> take(List<ImportedDeal> imported, Function<ImportedDeal, DealChange> reading) {
        Map<String, String> known =
                deals.known(imported.stream().map(ImportedDeal::externalId).toList());
        Map<String, DealChange> fresh = new HashMap<>();
        Map<String, String> rejected = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (ImportedDeal row : imported) {
            if (known.containsKey(row.externalId()) || fresh.containsKey(row.externalId())) {
                continue;
            }
            try {
                fresh.put(row.externalId(), reading.apply(row));
                order.add(row.externalId());
            } catch (Refused e) {
                rejected.put(row.externalId(), Objects.requireNonNull(e.getMessage()));
            }
        }
        List<String> numbers = deals.nextNumbers(workingTime.today().getYear(), order.size());
        List<Deal> added = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Deal deal = Objects.requireNonNull(fresh.get(order.get(i)))
                    .number(numbers.get(i))
                    .changed();
            known.put(order.get(i), deal.number());
            added.add(deal);
        }
        if (!added.isEmpty()) {
            deals.insert(added, probabilities::weighted);
        }
        added.forEach(news::takenOver);

        Set<String> reported = new HashSet<>();
        return imported.stream()
                .map(row -> new ImportOutcome(
                        row.externalId(),
                        known.get(row.externalId()),
                        fresh.containsKey(row.externalId()) && reported.add(row.externalId()),
                        known.containsKey(row.externalId()) ? null : rejected.get(row.externalId())))
                .toList();
    }

    private DealChange openDeal(ImportedDeal row, Lookups lookups) {
        if (!row.stage().open()) {
            throw new Refused("stage", "A deal in stage " + row.stage().code() + " is not open.");
        }
        return imported(row, lookups).openedOn(Objects.requireNonNullElse(row.openedOn(), workingTime.today()));
    }

    private DealChange closedDeal(ImportedDeal row, Lookups lookups) {
        LocalDate closedOn = row.closedOn();
        if (closedOn == null) {
            throw new Refused("closedOn", "A deal that is " + row.stage().code() + " needs the day it was closed.");
        }
        if (closedOn.isAfter(workingTime.today())) {
            throw new Refused("closedOn", "The deal was closed on " + closedOn + ", which is still to come.");
        }
        LocalDate openedOn = Objects.requireNonNullElse(row.openedOn(), closedOn);
        if (openedOn.isAfter(closedOn)) {
            throw new Refused("closedOn", "The deal was closed on " + closedOn + ", before it was opened.");
        }
        DealChange deal = imported(row, lookups).openedOn(openedOn);
        if (row.stage() == Stage.LOST) {
            String reason = row.lostReason() == null ? LostReasons.UNKNOWN : row.lostReason();
            LostReasons.check(reason);
            return deal.lost(reason, row.competitor(), null, closedOn);
        }
        if (row.stage() != Stage.WON) {
            throw new Refused("stage", "A deal in stage " + row.stage().code() + " is not closed.");
        }
        if (row.customerId() == null) {
            throw new Refused("customer", "A won deal needs its customer.");
        }
        if (row.product() == null) {
            throw new Refused("product", "A won deal needs its product.");
        }
        if (row.value() == null) {
            throw new Refused("value", "A won deal needs its value.");
        }
        Product product = lookups.product(row.product());
        return deal.won(row.value(), product.listPrice(), product.unitCost(), closedOn);
    }

    private DealChange imported(ImportedDeal row, Lookups lookups) {
        if (row.externalId().isBlank()) {
            throw new Refused("externalId", "The deal needs its id in the other system.");
        }
        lookups.checkPerson(row.rep());
        if (row.customerId() != null) {
            lookups.checkCustomer(row.customerId());
        }
        Product product = row.product() == null ? null : lookups.product(row.product());
        BigDecimal value =
                row.value() != null && row.value().signum() == 0 && row.stage() != Stage.WON ? null : row.value();
        return new DealChange(Deal.begun(
                "",
                null,
                row.externalId(),
                row.customerId(),
                product,
                row.rep(),
                row.stage(),
                DealValues.expected(value, product),
                values.currency(row.currency(), product),
                workingTime.today(),
                row.openedOn()));
    }

    /**
     * What the rows of one import name, each looked up once. It refuses by itself: a refusal that crosses a transactional
     * proxy would take the whole import back.
     */
    private final class Lookups {

        private final Map<String, Optional<Product>> knownProducts = new HashMap<>();
        private final Map<String, Boolean> knownPeople = new HashMap<>();
        private final Map<Long, Boolean> knownCustomers = new HashMap<>();

        Product product(String codeOrName) {
            return knownProducts
                    .computeIfAbsent(codeOrName, products::find)
                    .orElseThrow(() -> new Refused("product", "There is no product '" + codeOrName + "'."));
        }

        void checkPerson(String userId) {
            if (!knownPeople.computeIfAbsent(userId, id -> people.find(id).isPresent())) {
                throw new Refused("rep", "Nobody here has the user id '" + userId + "'.");
            }
        }

        void checkCustomer(long id) {
            if (!knownCustomers.computeIfAbsent(id, key -> customers.find(key).isPresent())) {
                throw new Refused("customer", "There is no customer " + id + ".");
            }
        }
    }
}
