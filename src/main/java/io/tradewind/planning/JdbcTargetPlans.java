package io.tradewind.planning;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.planning.TargetPlan.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class JdbcTargetPlans implements TargetPlans {

    private static final int LONGEST_REASON = 2000;
    private static final int MONTHS = 12;
    private static final int YEARS_AHEAD = 5;
    private static final BigDecimal MOST_GROWTH = BigDecimal.TEN;
    private static final BigDecimal HIGHEST_WEIGHT = new BigDecimal("1000000");

    private final PlanRows rows;
    private final Proposals proposals;
    private final ShareRule rule;
    private final TargetScopes scopes;
    private final People people;
    private final Products products;
    private final Customers customers;
    private final Approvals approvals;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String currency;

    JdbcTargetPlans(
            PlanRows rows,
            Proposals proposals,
            ShareRule rule,
            TargetScopes scopes,
            People people,
            Products products,
            Customers customers,
            Approvals approvals,
            Acting acting,
            WorkingTime workingTime,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${tradewind.company.currency}") String currency) {
        this.rows = rows;
        this.proposals = proposals;
        this.rule = rule;
        this.scopes = scopes;
        this.people = people;
        this.products = products;
        this.customers = customers;
        this.approvals = approvals;
        this.acting = acting;
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
        String number =
                rows.insert(year, mostRounds, currency, proposal.basis(), null, 1, null, actor(), clock.instant());
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
        publish(number);
        return number;
    }

    @Override
    @Transactional(readOnly = true)
    public TargetPlan get(String number) {
        return rows.find(number).orElseThrow(() -> new Refused("There is no plan " + cut(number) + "."));
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
        return mayChange(plan, scope);
    }

    @Override
    public void change(
            String number,
            Map<String, Map<Measure, BigDecimal>> values,
            boolean spread,
            @Nullable Integer revision,
            @Nullable String reason) {
        edit(number, revision, breakdown -> {
            Map<String, Map<Measure, BigDecimal>> before = values(breakdown);
            Set<String> entered = new HashSet<>();
            values.forEach((key, amounts) -> amounts.forEach((measure, amount) -> {
                TargetNode node = theirs(number, breakdown, key, "node");
                BigDecimal checked = measure.checked("node", node.name(), amount);
                if (checked.compareTo(breakdown.value(key, measure)) != 0) {
                    mustBeTheirsAlone(breakdown, node);
                    breakdown.set(key, measure, checked);
                    entered.add(key + "|" + measure.code());
                }
            }));
            if (spread) {
                TargetScope scope = scopes.currentOrForbidden();
                Arrays.stream(Measure.values()).forEach(measure -> breakdown.spread(scope.top(), measure, entered));
            }
            mustBeWithinTolerance(breakdown);
            note(rows.locked(number), before, breakdown, reason);
        });
    }

    private static Map<String, Map<Measure, BigDecimal>> values(Breakdown breakdown) {
        Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
        breakdown.nodes().forEach(node -> Arrays.stream(Measure.values())
                .forEach(measure -> values.computeIfAbsent(node.key(), key -> new EnumMap<>(Measure.class))
                        .put(measure, breakdown.value(node.key(), measure))));
        return values;
    }

    /** The rule asks the same of everybody; what departs from it has a reason that whoever is asked can read. */
    private void note(
            TargetPlan plan, Map<String, Map<Measure, BigDecimal>> before, Breakdown after, @Nullable String reason) {
        List<Edit> edits = new ArrayList<>();
        String why =
                reason == null || reason.isBlank() ? Objects.requireNonNullElse(plan.reason(), "") : reason.strip();
        before.forEach((key, amounts) -> amounts.forEach((measure, was) -> {
            BigDecimal is = after.value(key, measure);
            if (is.compareTo(was) != 0) {
                edits.add(new Edit(key, measure, was, is, why, actor(), clock.instant()));
            }
        }));
        if (!edits.isEmpty() && (why.isEmpty() || why.length() > LONGEST_REASON || !Texts.clean(why))) {
            throw new Refused(
                    "reason",
                    "Say why the targets become others than they were, in at most " + LONGEST_REASON
                            + " characters. Whoever is asked reads it beside the number.");
        }
        rows.saveEdits(plan.number(), edits);
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
    public void readIn(
            String number,
            Map<String, Map<Measure, BigDecimal>> values,
            Map<String, Map<Measure, List<BigDecimal>>> months,
            @Nullable String reason) {
        Map<String, Map<Measure, List<BigDecimal>>> before = months(number);
        change(number, values, false, null, reason);
        Breakdown breakdown = rows.breakdown(number);
        Map<String, Map<Measure, List<BigDecimal>>> changed = new LinkedHashMap<>();
        months.forEach((key, ofNode) -> ofNode.forEach((measure, wanted) -> {
            TargetNode node = theirs(number, breakdown, key, "node");
            List<BigDecimal> checked = wanted.stream()
                    .map(amount -> measure.checked("node", node.name() + " in a month", amount))
                    .toList();
            if (!checked.equals(before.get(key).get(measure))) {
                changed.computeIfAbsent(key, k -> new EnumMap<>(Measure.class)).put(measure, checked);
            }
        }));
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach((key, ofNode) -> ofNode.forEach((measure, wanted) -> {
            TargetNode node = breakdown.node(key).orElseThrow();
            mustBeTheYear(breakdown, node, measure, wanted);
            if (node.kind() == NodeKind.REP || node.kind() == NodeKind.POOL || node.kind() == NodeKind.CUSTOMER) {
                rows.saveMonths(number, key, measure, own(breakdown, node, measure, wanted, changed, before));
            }
        }));
        Map<String, Map<Measure, List<BigDecimal>>> after = months(number);
        changed.forEach((key, ofNode) -> ofNode.forEach((measure, wanted) -> {
            List<BigDecimal> now = after.get(key).get(measure);
            for (int month = 0; month < MONTHS; month++) {
                if (now.get(month).compareTo(wanted.get(month)) != 0) {
                    throw new Refused(
                            "node",
                            "%s of %s in month %d is %s in the file, but would be %s: months of a team, region or the company are the sums of their parts, and months that are over or lie before or after somebody's time stay as they are. Correct the row."
                                    .formatted(
                                            measure.title(),
                                            breakdown.node(key).orElseThrow().name(),
                                            month + 1,
                                            shown(measure, wanted.get(month)),
                                            shown(measure, now.get(month))));
                }
            }
        }));
    }

    private static void mustBeTheYear(Breakdown breakdown, TargetNode node, Measure measure, List<BigDecimal> wanted) {
        BigDecimal sum = wanted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal year = breakdown.value(node.key(), measure);
        boolean leaf = breakdown.children(node.key()).isEmpty() || node.kind() == NodeKind.REP;
        if (leaf && sum.compareTo(year) != 0) {
            throw new Refused(
                    "node",
                    "%s of %s: the months in the file add up to %s, the year is %s. Correct one of them."
                            .formatted(measure.title(), node.name(), shown(measure, sum), shown(measure, year)));
        }
    }

    /** A rep's months without those of the key customers, which have their own. */
    private static List<BigDecimal> own(
            Breakdown breakdown,
            TargetNode node,
            Measure measure,
            List<BigDecimal> wanted,
            Map<String, Map<Measure, List<BigDecimal>>> changed,
            Map<String, Map<Measure, List<BigDecimal>>> before) {
        List<BigDecimal> own = new ArrayList<>(wanted);
        for (TargetNode customer : breakdown.children(node.key())) {
            List<BigDecimal> theirs = changed.getOrDefault(customer.key(), Map.of())
                    .getOrDefault(measure, before.get(customer.key()).get(measure));
            for (int month = 0; month < MONTHS; month++) {
                own.set(month, own.get(month).subtract(theirs.get(month)));
            }
        }
        if (own.stream().anyMatch(amount -> amount.signum() < 0)) {
            throw new Refused(
                    "node",
                    measure.title() + " of " + node.name()
                            + ": the key customers have more in a month than the rep. Correct one of the rows.");
        }
        return own;
    }

    private static String shown(Measure measure, BigDecimal amount) {
        return measure.decimals() == 0 ? amount.toPlainString() : Shown.money(amount);
    }

    /** What somebody is asked to reach is not theirs to set: a manager breaks the team's target down, no more. */
    private void mustBeTheirsAlone(Breakdown breakdown, TargetNode node) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!scope.everything() && node.key().equals(scope.top())) {
            throw new Refused(
                    "node",
                    "The target of " + node.name()
                            + " itself is set by the director. Object to it with your counter-proposal instead.");
        }
    }

    private void mustBeWithinTolerance(Breakdown breakdown) {
        for (Breakdown.Gap gap : breakdown.gaps()) {
            if (!gap.within(rule.tolerance(gap.measure()))) {
                throw new Refused(
                        "node",
                        "%s of %s is %s, its parts add up to %s: %s %s, more than the %s a draft may differ. Correct it, or let the rest be spread."
                                .formatted(
                                        gap.measure().title(),
                                        gap.node().name(),
                                        Shown.money(gap.whole()),
                                        Shown.money(gap.parts()),
                                        Shown.money(gap.difference().abs()),
                                        gap.difference().signum() > 0 ? "too little" : "too much",
                                        ShareRule.percent(rule.tolerance(gap.measure()))));
            }
        }
    }

    @Override
    public void spread(String number, String node, Measure measure) {
        edit(number, null, breakdown -> {
            theirs(number, breakdown, node, "node");
            Map<String, Map<Measure, BigDecimal>> before = values(breakdown);
            breakdown.spread(node, measure, Set.of());
            note(rows.locked(number), before, breakdown, "The rest spread");
        });
    }

    @Override
    public void season(String number, List<BigDecimal> weights) {
        edit(number, null, breakdown -> {
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
        edit(number, null, breakdown -> {
            theirs(number, breakdown, node, "node");
            Map<String, BigDecimal> clean = new LinkedHashMap<>();
            shares.forEach((product, share) -> {
                if (share.signum() < 0
                        || share.compareTo(BigDecimal.ONE) > 0
                        || share.stripTrailingZeros().scale() > 6) {
                    throw new Refused(
                            "product",
                            "The share of " + cut(product) + " lies between 0 and 100 %, with at most four decimals.");
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
        edit(number, null, breakdown -> {
            TargetNode of = theirs(number, breakdown, rep, "rep");
            if (of.kind() != NodeKind.REP) {
                throw new Refused("rep", "Key customers belong to a rep. Choose the rep who looks after this one.");
            }
            Customer found = customers
                    .byNumber(customer.strip())
                    .or(() -> customers.byName(customer))
                    .orElseThrow(() -> new Refused(
                            "customer",
                            "There is no customer '" + cut(customer)
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

    @Override
    public void join(String number, String rep) {
        edit(number, null, breakdown -> {
            TargetPlan plan = rows.locked(number);
            mustBeReplan(plan);
            Person person = people.find(rep.strip())
                    .filter(found -> found.active() && found.role().equals(Roles.SALES_REP) && found.team() != null)
                    .orElseThrow(
                            () -> new Refused("rep", "There is no rep '" + cut(rep) + "' in a team. Enter a user id."));
            String team = String.valueOf(person.team());
            if (breakdown.node(person.userId()).isPresent()) {
                throw new Refused("rep", person.name() + " has a target in this plan already.");
            }
            theirs(number, breakdown, team, "rep");
            rows.saveNodes(
                    number,
                    List.of(new TargetNode(
                            person.userId(), team, NodeKind.REP, person.name(), null, plan.firstMonth(), MONTHS, 0)),
                    breakdown.nodes().size());
        });
    }

    @Override
    public void leave(String number, String rep) {
        edit(number, null, breakdown -> {
            TargetPlan plan = rows.locked(number);
            mustBeReplan(plan);
            TargetNode leaver = theirs(number, breakdown, rep, "rep");
            if (leaver.kind() != NodeKind.REP) {
                throw new Refused("rep", leaver.name() + " is no rep.");
            }
            String pool = TargetNode.pool(breakdown.above(rep, NodeKind.TEAM).orElseThrow());
            Leaves before = new Leaves(breakdown, plan.year(), plan.firstMonth(), rows.leaves(plan.changes()));
            List<TargetNode> own = new ArrayList<>(breakdown.children(rep));
            for (Measure measure : Measure.values()) {
                BigDecimal had = breakdown.value(rep, measure);
                BigDecimal stays = before.kept(leaver, measure);
                for (TargetNode customer : own) {
                    BigDecimal kept = before.kept(customer, measure);
                    breakdown.set(customer.key(), measure, kept);
                    stays = stays.add(kept);
                }
                breakdown.set(rep, measure, stays);
                breakdown.set(
                        pool, measure, breakdown.value(pool, measure).add(had).subtract(stays));
            }
            own.add(leaver);
            own.forEach(node -> rows.months(number, node.key(), node.fromMonth(), plan.firstMonth() - 1));
        });
    }

    private static void mustBeReplan(TargetPlan plan) {
        if (!plan.isReplan()) {
            throw new Refused(
                    "rep", "Who joins or leaves within the year is a re-plan; this plan is not published yet.");
        }
    }

    /** Whether whose turn it is may change it now. */
    private void edit(String number, @Nullable Integer revision, Consumer<Breakdown> change) {
        TargetPlan plan = rows.locked(number);
        mustBeOpenTo(plan);
        if (revision != null && revision != plan.revision()) {
            throw new Refused(
                    "revision", "Somebody changed the plan meanwhile. Read it again, then enter your change.");
        }
        Breakdown breakdown = rows.breakdown(number);
        change.accept(breakdown);
        rows.saveValues(number, breakdown);
        rows.touched(number);
    }

    private void mustBeOpenTo(TargetPlan plan) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!scope.changes()) {
            throw new AccessDeniedException("Targets are set by the director and the managers.");
        }
        if (!mayChange(plan, scope)) {
            throw new Refused(
                    "The plan " + plan.number() + " is " + plan.state().words()
                            + (plan.state() == State.PUBLISHED
                                    ? " and never changes. Start a re-plan instead."
                                    : " and cannot be changed by you now."));
        }
    }

    /** A draft is its author's; what lies with the teams is changed by them; nothing else is changed. */
    static boolean mayChange(TargetPlan plan, TargetScope scope) {
        if (!scope.changes()) {
            return false;
        }
        return switch (plan.state()) {
            case DRAFT -> scope.everything() || plan.createdBy().equals(scope.userId());
            case TEAMS -> !scope.everything();
            default -> false;
        };
    }

    private TargetNode theirs(String number, Breakdown breakdown, String key, String field) {
        TargetNode node = breakdown
                .node(key)
                .orElseThrow(() -> new Refused(
                        field,
                        "There is no '" + cut(key) + "' in the plan " + number
                                + ". Take the names of the file you downloaded."));
        if (!scopes.currentOrForbidden().covers(breakdown, key)) {
            throw new Refused(field, "'" + cut(key) + "' is not part of your own team. Change only what is yours.");
        }
        return node;
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
        Breakdown breakdown = rows.breakdown(number);
        mustAddUp(breakdown);
        List<Leaf> before = plan.changes() == null ? List.of() : rows.leaves(plan.changes());
        int version = rows.published(plan.year())
                        .map(last -> Objects.requireNonNull(last.version()))
                        .orElse(0)
                + 1;
        List<Leaf> leaves = new Leaves(breakdown, plan.year(), plan.firstMonth(), before).all();
        rows.saveLeaves(number, leaves);
        rows.close(number, State.PUBLISHED, version, actor(), clock.instant());
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
            rows.close(number, State.WITHDRAWN, null, actor(), clock.instant());
        }
    }

    @Override
    public String replan(int year, int firstMonth, String reason) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!scope.changes()) {
            throw new AccessDeniedException("Targets are changed by the director and the managers.");
        }
        TargetPlan published = rows.published(year)
                .orElseThrow(() -> new Refused(
                        "year", "The targets of " + year + " are not published; there is nothing to change."));
        rows.open(year).ifPresent(open -> {
            throw new Refused(
                    "year", "The targets of " + year + " are being changed already, as " + open.number() + ".");
        });
        LocalDate today = workingTime.today();
        if (year < today.getYear()) {
            throw new Refused("year", year + " is past; its targets stay.");
        }
        int earliest = year == today.getYear() ? today.getMonthValue() : 1;
        if (firstMonth < earliest || firstMonth > MONTHS) {
            throw new Refused(
                    "firstMonth", "A change begins in month " + earliest + " to 12; past months stay as they were.");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON || !Texts.clean(reason)) {
            throw new Refused("reason", "Say why the targets change, in at most " + LONGEST_REASON + " characters.");
        }
        String number = rows.insert(
                year,
                1,
                published.currency(),
                "Version " + published.version() + ", changed from month " + firstMonth,
                published.number(),
                firstMonth,
                reason.strip(),
                actor(),
                clock.instant());
        rows.copy(published.number(), number);
        return number;
    }

    @Override
    public Request requestApproval(String number) {
        TargetPlan plan = rows.locked(number);
        if (!plan.isReplan() || plan.state() != State.DRAFT) {
            throw new Refused("The plan " + number + " is no re-plan in draft; nothing can be asked for it.");
        }
        mustBeOpenTo(plan);
        Breakdown breakdown = rows.breakdown(number);
        mustAddUp(breakdown);
        List<Leaf> before = rows.leaves(String.valueOf(plan.changes()));
        List<Leaf> after = new Leaves(breakdown, plan.year(), plan.firstMonth(), before).all();
        if (changes(before, after).isEmpty()) {
            throw new Refused("node", "Nothing is changed yet. Change a target, then ask.");
        }
        long approval = approvals.open(request(plan, breakdown));
        rows.approval(number, approval);
        rows.state(number, State.ASKED);
        return new Request(approval, approvals.get(approval).state() != ApprovalState.APPROVED);
    }

    private ApprovalRequest request(TargetPlan plan, Breakdown breakdown) {
        Breakdown before = rows.breakdown(String.valueOf(plan.changes()));
        BigDecimal moved = moved(before, breakdown);
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Year", plan.year() + ", from month " + plan.firstMonth() + " on"));
        facts.add(new ShownFact("Reason", cut(String.valueOf(plan.reason()))));
        facts.add(new ShownFact(
                "Target moved (the largest of revenue, cash and margin)", Shown.money(moved) + " " + plan.currency()));
        breakdown.nodes().stream()
                .filter(node -> node.kind() != NodeKind.CUSTOMER)
                .filter(node -> breakdown
                                .value(node.key(), Measure.REVENUE)
                                .compareTo(before.value(node.key(), Measure.REVENUE))
                        != 0)
                .limit(20)
                .forEach(node -> facts.add(new ShownFact(
                        node.name(),
                        Shown.money(before.value(node.key(), Measure.REVENUE)) + " → "
                                + Shown.money(breakdown.value(node.key(), Measure.REVENUE)) + " " + plan.currency())));
        return new ApprovalRequest(
                KIND,
                plan.number(),
                plan.revision(),
                actor(),
                "Change the targets of " + plan.year() + ": " + cut(String.valueOf(plan.reason())),
                Map.of(Measures.AMOUNT, moved),
                Map.of(),
                facts,
                null,
                plan.currency(),
                null);
    }

    @Override
    @Transactional(readOnly = true)
    public BigDecimal moved(String number) {
        TargetPlan plan = get(number);
        return moved(rows.breakdown(String.valueOf(plan.changes())), rows.breakdown(number));
    }

    /** Of the money that moves most, the larger of what is taken somewhere and what is given somewhere. */
    private static BigDecimal moved(Breakdown before, Breakdown after) {
        BigDecimal most = BigDecimal.ZERO;
        for (Measure measure : List.of(Measure.REVENUE, Measure.CASH, Measure.MARGIN)) {
            BigDecimal given = BigDecimal.ZERO;
            BigDecimal taken = BigDecimal.ZERO;
            for (TargetNode node : after.nodes()) {
                if (node.kind() == NodeKind.REP || node.kind() == NodeKind.POOL) {
                    BigDecimal change = after.value(node.key(), measure).subtract(before.value(node.key(), measure));
                    given = given.add(change.max(BigDecimal.ZERO));
                    taken = taken.subtract(change.min(BigDecimal.ZERO));
                }
            }
            most = most.max(given).max(taken);
        }
        return most;
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

    private String actor() {
        return acting.user().orElse("system");
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
