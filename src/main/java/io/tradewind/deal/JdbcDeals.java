package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.lead.Lead;
import io.tradewind.lead.Leads;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final DealValues values;
    private final DealNews news;
    private final DealsTakenOver takenOver;

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
            DealValues values,
            DealNews news,
            DealsTakenOver takenOver) {
        this.deals = deals;
        this.quotations = quotations;
        this.leads = leads;
        this.customers = customers;
        this.dealCustomers = dealCustomers;
        this.products = products;
        this.people = people;
        this.probabilities = probabilities;
        this.workingTime = workingTime;
        this.values = values;
        this.news = news;
        this.takenOver = takenOver;
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
        Deal deal = Deal.begun(
                deals.nextNumbers(today.getYear(), 1).get(0),
                wanted.leadNumber(),
                null,
                wanted.customerId(),
                product,
                wanted.rep(),
                Stage.PROSPECTING,
                DealValues.expected(wanted.expectedValue(), product),
                values.currency(wanted.currency(), product),
                today,
                Objects.requireNonNullElse(wanted.qualifiedOn(), today));
        deals.insert(List.of(deal), probabilities::weighted);
        news.opened(deal);
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
        if (needs.budget() != null && (needs.budget().signum() < 0 || DealValues.tooMuch(needs.budget()))) {
            throw new Refused("budget", "The budget must be an amount of money, not below zero.");
        }
        LocalDate today = workingTime.today();
        Days.checkAhead("decisionOn", "They decide by", needs.decisionOn(), today);
        Days.checkAhead("nextVisitOn", "My next visit", needs.nextVisitOn(), today);
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
        news.won(won);
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
        news.lost(lost);
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
            news.forecast(row.deal(), forecast);
        }
        return untold.size();
    }

    /** Today something happened that brings the deal on, besides a new stage. */
    void moved(String dealNumber) {
        deals.moved(dealNumber);
    }

    @Override
    public List<ImportOutcome> importOpen(List<ImportedDeal> imported) {
        return takenOver.open(imported);
    }

    @Override
    public List<ImportOutcome> importClosed(List<ImportedDeal> imported) {
        return takenOver.closed(imported);
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
                news.stageEntered(after);
            }
            if (isForecastOtherwise(before, after, forecast)) {
                news.forecast(after, forecast);
            }
        }
        return after;
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

    private static void refuseClosed(Deal deal) {
        if (!deal.stage().open()) {
            throw new Refused(
                    "Deal " + deal.number() + " is already " + deal.stage().code() + ".");
        }
    }

    private static Refused unknown(String number) {
        return new Refused("dealNumber", "There is no deal '" + number + "'.");
    }
}
