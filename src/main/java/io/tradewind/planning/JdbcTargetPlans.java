package io.tradewind.planning;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.planning.TargetPlan.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class JdbcTargetPlans implements TargetPlans {

    private static final int MONTHS = 12;
    private static final int YEARS_AHEAD = 5;
    private static final BigDecimal MOST_GROWTH = BigDecimal.TEN;
    private static final BigDecimal HIGHEST_WEIGHT = new BigDecimal("1000000");

    private final PlanRows rows;
    private final Proposals proposals;
    private final ShareRule rule;
    private final TargetScopes scopes;
    private final Products products;
    private final Customers customers;
    private final PlanEdits edits;
    private final PlanMails mails;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String currency;

    JdbcTargetPlans(
            PlanRows rows,
            Proposals proposals,
            ShareRule rule,
            TargetScopes scopes,
            Products products,
            Customers customers,
            PlanEdits edits,
            PlanMails mails,
            WorkingTime workingTime,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${tradewind.company.currency}") String currency) {
        this.rows = rows;
        this.proposals = proposals;
        this.rule = rule;
        this.scopes = scopes;
        this.products = products;
        this.customers = customers;
        this.edits = edits;
        this.mails = mails;
        this.workingTime = workingTime;
        this.clock = clock;
        this.events = events;
        this.currency = currency;
    }

    @Override
    public String propose(NewPlan wanted) {
        LocalDate today = workingTime.today();
        if (wanted.year() < today.getYear()) {
            throw new Refused("year", wanted.year() + " is past. Targets are set for this year or a later one.");
        }
        if (wanted.year() > today.getYear() + YEARS_AHEAD) {
            throw new Refused("year", wanted.year() + " is too far ahead. Plan at most " + YEARS_AHEAD + " years.");
        }
        if (wanted.growth() != null
                && (wanted.growth().compareTo(BigDecimal.ONE.negate()) < 0
                        || wanted.growth().compareTo(MOST_GROWTH) > 0)) {
            throw new Refused("growth", "Growth lies between -100 % and 1000 %.");
        }
        if (wanted.mostRounds() < 1 || wanted.mostRounds() > 9) {
            throw new Refused("mostRounds", "Those concerned are asked at least once and at most 9 times.");
        }
        mustBeFree(wanted.year());
        Proposals.Proposal proposal = proposals.draw(wanted.year(), wanted.totals(), wanted.growth(), null, today);
        return keep(wanted.year(), wanted.mostRounds(), proposal);
    }

    private void mustBeFree(int year) {
        rows.open(year).ifPresent(open -> {
            throw new Refused(
                    "year", "The targets of " + year + " are being worked on already, as " + open.number() + ".");
        });
        rows.published(year).ifPresent(published -> {
            throw new Refused(
                    "year",
                    "The targets of " + year + " are published already, as " + published.number()
                            + ". Start a re-plan on the page Targets.");
        });
    }

    private String keep(int year, int mostRounds, Proposals.Proposal proposal) {
        String number = rows.insert(
                year, mostRounds, currency, proposal.basis(), null, 1, null, edits.actor(), clock.instant());
        rows.saveNodes(number, proposal.breakdown().nodes(), 0);
        rows.saveValues(number, proposal.breakdown());
        rows.saveProposed(number, proposal.values());
        rows.saveSeasons(number, proposal.breakdown().seasons());
        rows.saveMix(number, TargetNode.COMPANY, proposal.breakdown().products(TargetNode.COMPANY));
        return number;
    }

    @Override
    public String adopt(
            int year, Map<Measure, BigDecimal> totals, List<BigDecimal> seasons, Map<String, BigDecimal> products) {
        mustBeFree(year);
        String number = keep(year, 1, proposals.draw(year, totals, null, seasons, LocalDate.of(year + 1, 1, 1)));
        rows.saveMix(number, TargetNode.COMPANY, products);
        makePublic(rows.locked(number));
        return number;
    }

    @Override
    @Transactional(readOnly = true)
    public TargetPlan get(String number) {
        return rows.find(number).orElseThrow(() -> new Refused("There is no plan " + Shortly.cut(number) + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<TargetPlan> all() {
        return rows.all();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TargetPlan> published(int year) {
        return rows.published(year);
    }

    @Override
    @Transactional(readOnly = true)
    public Breakdown breakdown(String number) {
        return rows.breakdown(get(number).number());
    }

    @Override
    @Transactional(readOnly = true)
    public List<ProposedValue> proposals(String number) {
        return rows.proposed(number);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Leaf> leaves(String number) {
        return rows.leaves(number);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Leaf> preview(String number) {
        TargetPlan plan = get(number);
        if (plan.state() == State.PUBLISHED) {
            return rows.leaves(number);
        }
        List<Leaf> before = plan.changes() == null ? List.of() : rows.leaves(plan.changes());
        Leaves leaves = new Leaves(rows.breakdown(number), plan.year(), plan.firstMonth(), before);
        try {
            return leaves.all();
        } catch (Refused notYet) {
            return List.of();
        }
    }

    @Override
    public boolean sees(TargetPlan plan, TargetScope scope) {
        return scope.everything()
                || plan.createdBy().equals(scope.userId())
                || switch (plan.state()) {
                    case PUBLISHED, REPS -> true;
                    case TEAMS -> scope.changes();
                    default -> false;
                };
    }

    @Override
    public boolean changes(TargetPlan plan, TargetScope scope) {
        return PlanEdits.mayChange(plan, scope);
    }

    @Override
    public void change(
            String number,
            Map<String, Map<Measure, BigDecimal>> values,
            boolean spread,
            @Nullable Integer revision,
            @Nullable String reason) {
        edits.edit(number, revision, breakdown -> {
            Map<String, Map<Measure, BigDecimal>> before = PlanEdits.values(breakdown);
            Set<String> entered = new HashSet<>();
            values.forEach((key, amounts) -> amounts.forEach((measure, amount) -> {
                TargetNode node = edits.theirs(number, breakdown, key, "node");
                BigDecimal checked = measure.checked("node", node.name(), amount);
                if (checked.compareTo(breakdown.value(key, measure)) != 0) {
                    edits.mustBeTheirsAlone(breakdown, node);
                    breakdown.set(key, measure, checked);
                    entered.add(key + "|" + measure.code());
                }
            }));
            if (spread) {
                TargetScope scope = scopes.currentOrForbidden();
                Arrays.stream(Measure.values()).forEach(measure -> breakdown.spread(scope.top(), measure, entered));
            }
            edits.mustBeWithinTolerance(breakdown);
            edits.note(rows.locked(number), before, breakdown, reason);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public List<Edit> edits(String number) {
        return rows.edits(number);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Map<Measure, List<BigDecimal>>> months(String number) {
        return months(rows.breakdown(number), preview(number));
    }

    private static Map<String, Map<Measure, List<BigDecimal>>> months(Breakdown breakdown, List<Leaf> leaves) {
        Map<String, Map<Measure, List<BigDecimal>>> months = new LinkedHashMap<>();
        for (TargetNode node : breakdown.nodes()) {
            Map<Measure, List<BigDecimal>> ofNode = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                ofNode.put(measure, Leaves.byMonth(leaves, node, measure));
            }
            months.put(node.key(), ofNode);
        }
        return months;
    }

    @Override
    public void spread(String number, String node, Measure measure) {
        edits.edit(number, null, breakdown -> {
            edits.theirs(number, breakdown, node, "node");
            Map<String, Map<Measure, BigDecimal>> before = PlanEdits.values(breakdown);
            breakdown.spread(node, measure, Set.of());
            edits.note(rows.locked(number), before, breakdown, "The rest spread");
        });
    }

    @Override
    public void season(String number, List<BigDecimal> weights) {
        edits.edit(number, null, breakdown -> {
            mustLead();
            if (weights.size() != MONTHS) {
                throw new Refused("season", "A year has twelve months; " + weights.size() + " weights came.");
            }
            weights.forEach(weight -> {
                if (weight.signum() < 0
                        || weight.compareTo(HIGHEST_WEIGHT) > 0
                        || weight.stripTrailingZeros().scale() > 6) {
                    throw new Refused(
                            "season",
                            "A month's weight is zero or more, at most a million, with at most 6 decimals. Use 1 for a usual month, 2 for one twice as strong.");
                }
            });
            if (weights.stream().allMatch(weight -> weight.signum() == 0)) {
                throw new Refused("season", "At least one month must have a weight above zero.");
            }
            rows.saveSeasons(number, weights);
            rows.forgetMonths(number);
        });
    }

    @Override
    public void mix(String number, String node, Map<String, BigDecimal> shares) {
        edits.edit(number, null, breakdown -> {
            edits.theirs(number, breakdown, node, "node");
            Map<String, BigDecimal> clean = new LinkedHashMap<>();
            shares.forEach((product, share) -> {
                if (share.signum() < 0
                        || share.compareTo(BigDecimal.ONE) > 0
                        || share.stripTrailingZeros().scale() > 6) {
                    throw new Refused(
                            "product",
                            "The share of " + Shortly.cut(product)
                                    + " lies between 0 and 100 %, with at most four decimals.");
                }
                clean.put(products.get(product).code(), share);
            });
            BigDecimal sum = clean.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (!clean.isEmpty() && sum.compareTo(BigDecimal.ONE) != 0) {
                throw new Refused(
                        "product",
                        "The products' shares add up to "
                                + sum.movePointRight(2).stripTrailingZeros().toPlainString()
                                + " %, not to 100 %. Correct one of them.");
            }
            rows.saveMix(number, node, clean);
        });
    }

    @Override
    public void nameCustomer(String number, String rep, String customer) {
        edits.edit(number, null, breakdown -> {
            TargetNode of = edits.theirs(number, breakdown, rep, "rep");
            if (of.kind() != NodeKind.REP) {
                throw new Refused("rep", "Key customers belong to a rep. Choose the rep who looks after this one.");
            }
            Customer found = customers
                    .byNumber(customer.strip())
                    .or(() -> customers.byName(customer))
                    .orElseThrow(() -> new Refused(
                            "customer",
                            "There is no customer '" + Shortly.cut(customer)
                                    + "'. Enter the number (K-000042) or the name as in our list."));
            String key = TargetNode.customer(rep, found.id());
            boolean named = breakdown.nodes().stream().anyMatch(node -> Objects.equals(node.customerId(), found.id()));
            if (named) {
                throw new Refused("customer", found.name() + " is a key customer in this plan already.");
            }
            rows.saveNodes(
                    number,
                    List.of(new TargetNode(
                            key, rep, NodeKind.CUSTOMER, found.name(), found.id(), of.fromMonth(), of.toMonth(), 0)),
                    breakdown.nodes().size());
        });
    }

    private void mustLead() {
        if (!scopes.currentOrForbidden().everything()) {
            throw new AccessDeniedException("The seasons of the company are set by the director.");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Breakdown.Gap> gaps(String number) {
        return rows.breakdown(number).gaps();
    }

    @Override
    @Transactional(readOnly = true)
    public void mustAddUp(String number) {
        mustAddUp(rows.breakdown(number));
    }

    @Override
    public BigDecimal tolerance(Measure measure) {
        return rule.tolerance(measure);
    }

    @Override
    public void publish(String number) {
        TargetPlan plan = rows.locked(number);
        if (plan.state() == State.PUBLISHED) {
            return;
        }
        if (plan.state() == State.WITHDRAWN) {
            throw new Refused("The plan " + number + " was withdrawn.");
        }
        makePublic(plan);
        mails.published(rows.find(number).orElseThrow());
    }

    private void makePublic(TargetPlan plan) {
        String number = plan.number();
        Breakdown breakdown = rows.breakdown(number);
        mustAddUp(breakdown);
        List<Leaf> before = plan.changes() == null ? List.of() : rows.leaves(plan.changes());
        int version = rows.published(plan.year())
                        .map(last -> Objects.requireNonNull(last.version()))
                        .orElse(0)
                + 1;
        List<Leaf> leaves = new Leaves(breakdown, plan.year(), plan.firstMonth(), before).all();
        rows.saveLeaves(number, leaves);
        rows.close(number, State.PUBLISHED, version, null, edits.actor(), clock.instant());
        events.publishEvent(new TargetsPublished(
                number, plan.year(), version, plan.currency(), workingTime.today(), changes(before, leaves)));
    }

    static void mustAddUp(Breakdown breakdown) {
        breakdown.gaps().stream().findFirst().ifPresent(gap -> {
            throw new Refused(
                    "node",
                    "%s of %s is %s, but its parts add up to %s: %s %s. What is published adds up exactly; correct it, or spread the rest."
                            .formatted(
                                    gap.measure().title(),
                                    gap.node().name(),
                                    Shown.money(gap.whole()),
                                    Shown.money(gap.parts()),
                                    Shown.money(gap.difference().abs()),
                                    gap.difference().signum() > 0 ? "are missing" : "are too much"));
        });
    }

    /** What must be added to the one to have the other. */
    static List<Leaf> changes(List<Leaf> before, List<Leaf> after) {
        Map<Leaf, BigDecimal> sums = new LinkedHashMap<>();
        before.forEach(leaf ->
                sums.merge(leaf.withAmount(BigDecimal.ZERO), leaf.amount().negate(), BigDecimal::add));
        after.forEach(leaf -> sums.merge(leaf.withAmount(BigDecimal.ZERO), leaf.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .filter(change -> change.getValue().signum() != 0)
                .map(change -> change.getKey().withAmount(change.getValue()))
                .toList();
    }

    @Override
    public void withdraw(String number) {
        TargetPlan plan = rows.locked(number);
        if (plan.state().open()) {
            rows.close(number, State.WITHDRAWN, null, null, edits.actor(), clock.instant());
        }
    }

    @Override
    public void hand(String number, State state) {
        TargetPlan plan = rows.locked(number);
        if (plan.state().open() && state.open() && plan.state() != state) {
            rows.state(number, state);
        }
    }

    @Override
    public void refuse(String number) {
        withdraw(number);
    }
}
