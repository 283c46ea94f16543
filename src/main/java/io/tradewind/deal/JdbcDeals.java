package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.lead.Lead;
import io.tradewind.lead.Leads;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class JdbcDeals implements Deals {

    /** One transaction: nobody who changes a deal waits for long. */
    private static final int RETOLD_TOGETHER = 200;

    private final DealTable deals;
    private final QuotationTable quotations;
    private final Leads leads;
    private final Customers customers;
    private final DealCustomers dealCustomers;
    private final Products products;
    private final People people;
    private final StageProbabilities probabilities;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String companyCurrency;

    JdbcDeals(
            DealTable deals,
            QuotationTable quotations,
            Leads leads,
            Customers customers,
            DealCustomers dealCustomers,
            Products products,
            People people,
            StageProbabilities probabilities,
            WorkingTime workingTime,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${tradewind.company.currency}") String companyCurrency) {
        this.deals = deals;
        this.quotations = quotations;
        this.leads = leads;
        this.customers = customers;
        this.dealCustomers = dealCustomers;
        this.products = products;
        this.people = people;
        this.probabilities = probabilities;
        this.workingTime = workingTime;
        this.clock = clock;
        this.events = events;
        this.companyCurrency = companyCurrency;
    }

    @Override
    public Deal open(NewDeal wanted) {
        Optional<Deal> known = Optional.ofNullable(wanted.leadNumber()).flatMap(deals::findByLead);
        if (known.isPresent()) {
            return known.get();
        }
        people.get(wanted.rep());
        Optional.ofNullable(wanted.customerId()).ifPresent(customers::get);
        Product product = wanted.product() == null ? null : products.get(wanted.product());
        LocalDate today = workingTime.today();
        Deal deal = new Deal(
                nextNumbers(1).get(0),
                wanted.leadNumber(),
                null,
                wanted.customerId(),
                product == null ? null : product.code(),
                wanted.rep(),
                Stage.PROSPECTING,
                expectedValue(wanted.expectedValue(), product),
                currency(wanted.currency(), product),
                today,
                Objects.requireNonNullElse(wanted.qualifiedOn(), today),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        deals.insert(List.of(deal), probabilities::weighted);
        publishOpened(deal);
        return deal;
    }

    @Override
    public Deal openFor(String leadNumber, String rep, @Nullable Long customerId) {
        Optional<Lead> lead = leads.find(leadNumber);
        return open(new NewDeal(
                leadNumber,
                rep,
                customerId == null ? lead.map(Lead::customerId).orElse(null) : customerId,
                lead.map(Lead::product).orElse(null),
                lead.map(Lead::expectedValue).orElse(null),
                lead.map(Lead::currency).orElse(null),
                null));
    }

    @Override
    public Optional<Deal> find(String number) {
        return deals.find(number).map(DealTable.Row::deal);
    }

    @Override
    public Deal get(String number) {
        return find(number).orElseThrow(() -> unknown(number));
    }

    @Override
    public List<Sale> salesTo(Collection<Long> customerIds) {
        return deals.salesTo(customerIds);
    }

    @Override
    public Set<Long> inTalks(Collection<Long> customerIds) {
        return deals.inTalks(customerIds);
    }

    @Override
    public List<Deal> ofCustomer(long customerId) {
        return deals.ofCustomer(customerId);
    }

    @Override
    public List<Deal> open(DealScope scope) {
        return deals.open(reps(scope));
    }

    @Override
    public void assign(String number, String rep) {
        people.get(rep);
        change(number, deal -> new DealChange(deal).rep(rep).changed());
    }

    @Override
    public Deal learn(String number, Needs needs) {
        if (needs.needs().isBlank()) {
            throw new Refused("needs", "Write down what the customer needs; a few words will do.");
        }
        if (needs.quantity() < 1 || needs.quantity() > QuotationDraft.MAX_QUANTITY) {
            throw new Refused("quantity", "The quantity must be between 1 and 100,000.");
        }
        if (needs.budget() != null && (needs.budget().signum() < 0 || tooMuch(needs.budget()))) {
            throw new Refused("budget", "The budget must be an amount of money, not below zero.");
        }
        Product product = products.get(needs.product());
        return change(number, deal -> {
            refuseClosed(deal);
            Customer customer = dealCustomers.identify(deal, needs.customerName(), needs.newCustomer());
            DealChange change = new DealChange(deal)
                    .customer(customer.id())
                    .product(product.code())
                    .needs(needs)
                    .expected(product.listPrice().multiply(BigDecimal.valueOf(needs.quantity())), product.currency());
            return (deal.stage() == Stage.PROSPECTING ? change.stage(Stage.ENGAGING) : change).changed();
        });
    }

    @Override
    public Deal expectDecision(String number, LocalDate on) {
        return change(number, deal -> {
            refuseClosed(deal);
            return new DealChange(deal).decisionOn(on).changed();
        });
    }

    @Override
    public Deal identifyCustomer(String number, long customerId) {
        customers.get(customerId);
        return change(number, deal -> {
            if (deal.customerId() != null && deal.customerId() != customerId) {
                throw new Refused("customerId", "Deal " + number + " already belongs to another customer.");
            }
            return new DealChange(deal).customer(customerId).changed();
        });
    }

    /** For the quotations of the deal: how far it has come, and what it is worth now. */
    Deal advance(String number, Stage stage, @Nullable BigDecimal expectedValue) {
        return change(number, deal -> {
            refuseClosed(deal);
            DealChange change = new DealChange(deal).stage(stage);
            return (expectedValue == null ? change : change.expected(expectedValue, deal.currency())).changed();
        });
    }

    @Override
    public Deal win(String number) {
        Deal before = locked(number);
        if (before.stage() == Stage.WON) {
            return before;
        }
        refuseClosed(before);
        Quotation accepted = quotations
                .accepted(number)
                .orElseThrow(
                        () -> new Refused("Deal " + number + " has no accepted quotation, so it cannot be won yet."));
        if (before.customerId() == null) {
            throw new Refused("customerId", "Deal " + number + " has no customer, so it cannot be won yet.");
        }
        Deal won = change(
                number,
                deal -> new DealChange(deal).won(accepted, workingTime.today()).changed());
        quotations.supersedeAllBut(number, accepted.version());
        publishWon(won);
        return won;
    }

    @Override
    public Deal lose(String number, String reason, @Nullable String competitor, @Nullable String note) {
        Deal before = locked(number);
        if (before.stage() == Stage.LOST) {
            return before;
        }
        refuseClosed(before);
        LostReasons.check(reason);
        Deal lost = change(number, deal -> new DealChange(deal)
                .lost(reason, competitor, note, workingTime.today())
                .changed());
        quotations.supersedeAllBut(number, 0);
        publishLost(lost);
        return lost;
    }

    @Override
    public Optional<Quotation> currentQuotation(String number) {
        return quotations.current(number);
    }

    @Override
    public Optional<Quotation> acceptedQuotation(String number) {
        return quotations.accepted(number);
    }

    @Override
    public List<Quotation> quotations(String number) {
        return quotations.all(number);
    }

    @Override
    public List<FunnelStage> funnel(DealScope scope) {
        return deals.funnel(reps(scope)).stream()
                .map(heap -> {
                    Stage stage = Stage.of(heap.stage());
                    BigDecimal probability = probabilities.of(stage);
                    return new FunnelStage(
                            stage,
                            heap.currency(),
                            heap.deals(),
                            heap.expectedValue(),
                            probability,
                            heap.expectedValue().multiply(probability).setScale(2, RoundingMode.HALF_UP));
                })
                .sorted(Comparator.comparing(FunnelStage::stage).thenComparing(FunnelStage::currency))
                .toList();
    }

    @Override
    public int retellForecasts() {
        List<DealTable.Row> untold = deals.untold(probabilities.fresh(), RETOLD_TOGETHER);
        for (DealTable.Row row : untold) {
            BigDecimal forecast = probabilities.weighted(row.deal());
            deals.told(row.deal().number(), forecast);
            publishForecast(row.deal(), forecast);
        }
        return untold.size();
    }

    /** Today something happened that brings the deal on, besides a new stage. */
    void moved(String dealNumber) {
        deals.moved(dealNumber);
    }

    @Override
    public List<ImportOutcome> importOpen(List<ImportedDeal> imported) {
        Lookups lookups = new Lookups();
        return take(imported, row -> openDeal(row, lookups));
    }

    @Override
    public List<ImportOutcome> importClosed(List<ImportedDeal> imported) {
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
        List<String> numbers = nextNumbers(order.size());
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
        added.forEach(this::publishImported);

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
        return new DealChange(new Deal(
                "",
                null,
                row.externalId(),
                row.customerId(),
                product == null ? null : product.code(),
                row.rep(),
                row.stage(),
                expectedValue(value, product),
                currency(row.currency(), product),
                workingTime.today(),
                row.openedOn(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private void publishImported(Deal deal) {
        publishOpened(deal);
        if (deal.stage() == Stage.WON) {
            publishWon(deal);
        } else if (deal.stage() == Stage.LOST) {
            publishLost(deal);
        }
    }

    private void publishOpened(Deal deal) {
        events.publishEvent(new DealOpened(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                deal.expectedValue(),
                deal.currency(),
                deal.qualifiedOn()));
        if (deal.stage().open()) {
            publishStage(deal);
            publishForecast(deal, probabilities.weighted(deal));
        }
    }

    private void publishForecast(Deal deal, BigDecimal forecast) {
        events.publishEvent(new DealForecast(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                deal.stage().code(),
                forecast,
                deal.currency(),
                deal.closesOn(),
                workingTime.today()));
    }

    private static boolean isForecastOtherwise(DealTable.Row before, Deal after, BigDecimal forecast) {
        Deal deal = before.deal();
        return !forecast.equals(before.forecast())
                || !after.closesOn().equals(deal.closesOn())
                || !after.rep().equals(deal.rep())
                || !after.currency().equals(deal.currency())
                || !Objects.equals(after.product(), deal.product())
                || !Objects.equals(after.customerId(), deal.customerId());
    }

    private void publishStage(Deal deal) {
        events.publishEvent(new DealStageEntered(deal.number(), deal.stage().code(), deal.rep(), clock.instant()));
    }

    private void publishWon(Deal deal) {
        events.publishEvent(new DealWon(
                deal.number(),
                deal.rep(),
                Objects.requireNonNull(deal.customerId()),
                Objects.requireNonNull(deal.product()),
                Objects.requireNonNull(deal.agreedPrice()),
                Objects.requireNonNull(deal.listPrice()),
                Objects.requireNonNull(deal.cost()),
                deal.currency(),
                deal.qualifiedOn(),
                Objects.requireNonNull(deal.closedOn())));
    }

    private void publishLost(Deal deal) {
        events.publishEvent(new DealLost(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                Objects.requireNonNull(deal.lostReason()),
                deal.competitor(),
                deal.expectedValue(),
                deal.currency(),
                deal.qualifiedOn(),
                Objects.requireNonNull(deal.closedOn())));
    }

    private Deal locked(String number) {
        return deals.lock(number).map(DealTable.Row::deal).orElseThrow(() -> unknown(number));
    }

    private Deal change(String number, Function<Deal, Deal> verb) {
        DealTable.Row before = deals.lock(number).orElseThrow(() -> unknown(number));
        Deal after = verb.apply(before.deal());
        if (!after.equals(before.deal())) {
            BigDecimal forecast = probabilities.weighted(after);
            deals.update(after, forecast, before);
            if (after.stage() != before.deal().stage()) {
                publishStage(after);
            }
            if (isForecastOtherwise(before, after, forecast)) {
                publishForecast(after, forecast);
            }
        }
        return after;
    }

    private List<String> nextNumbers(int count) {
        return deals.nextNumbers(workingTime.today().getYear(), count);
    }

    /** The user ids a scope means; null for everybody. */
    private @Nullable Collection<String> reps(DealScope scope) {
        if (scope.equals(DealScope.ALL)) {
            return null;
        }
        return people.all().stream()
                .filter(person -> scope.region() == null || scope.region().equals(person.region()))
                .filter(person -> scope.team() == null || scope.team().equals(person.team()))
                .map(Person::userId)
                .filter(userId -> scope.rep() == null || scope.rep().equals(userId))
                .collect(Collectors.toSet());
    }

    private static BigDecimal expectedValue(@Nullable BigDecimal wanted, @Nullable Product product) {
        if (wanted == null) {
            return product == null ? BigDecimal.ZERO.setScale(2) : product.listPrice();
        }
        if (wanted.signum() < 0 || tooMuch(wanted)) {
            throw new Refused("value", "The value must be an amount of money, not below zero.");
        }
        return wanted.setScale(2, RoundingMode.HALF_UP);
    }

    /** More than the tables hold, or than anybody ever sold. */
    private static boolean tooMuch(BigDecimal money) {
        return money.compareTo(QuotationDraft.MAX_MONEY) > 0;
    }

    private String currency(@Nullable String wanted, @Nullable Product product) {
        return wanted != null ? wanted : product != null ? product.currency() : companyCurrency;
    }

    private static void refuseClosed(Deal deal) {
        if (!deal.stage().open()) {
            throw new Refused(
                    "Deal " + deal.number() + " is already " + deal.stage().code() + ".");
        }
    }

    private static Refused unknown(String number) {
        return new Refused("dealNumber", "There is no deal '" + number + "'.");
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
