package io.tradewind.planning;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
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
import java.util.List;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class JdbcReplans implements Replans {

    private static final int MONTHS = 12;

    private final PlanRows rows;
    private final PlanEdits edits;
    private final TargetScopes scopes;
    private final People people;
    private final Approvals approvals;
    private final WorkingTime workingTime;
    private final Clock clock;

    JdbcReplans(
            PlanRows rows,
            PlanEdits edits,
            TargetScopes scopes,
            People people,
            Approvals approvals,
            WorkingTime workingTime,
            Clock clock) {
        this.rows = rows;
        this.edits = edits;
        this.scopes = scopes;
        this.people = people;
        this.approvals = approvals;
        this.workingTime = workingTime;
        this.clock = clock;
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
        if (reason.isBlank() || reason.length() > PlanEdits.LONGEST_REASON || !Texts.clean(reason)) {
            throw new Refused(
                    "reason", "Say why the targets change, in at most " + PlanEdits.LONGEST_REASON + " characters.");
        }
        String number = rows.insert(
                year,
                1,
                published.currency(),
                "Changes version " + published.version() + " from month " + firstMonth + " on",
                published.number(),
                firstMonth,
                reason.strip(),
                edits.actor(),
                clock.instant());
        rows.copy(published.number(), number);
        return number;
    }

    @Override
    public void join(String number, String rep) {
        edits.edit(number, null, breakdown -> {
            TargetPlan plan = rows.locked(number);
            mustBeReplan(plan);
            Person person = people.find(rep.strip())
                    .filter(found -> found.active() && found.role().equals(Roles.SALES_REP) && found.team() != null)
                    .orElseThrow(() -> new Refused(
                            "rep", "There is no rep '" + Shortly.cut(rep) + "' in a team. Enter a user id."));
            String team = String.valueOf(person.team());
            if (breakdown.node(person.userId()).isPresent()) {
                throw new Refused("rep", person.name() + " has a target in this plan already.");
            }
            edits.theirs(number, breakdown, team, "rep");
            rows.saveNodes(
                    number,
                    List.of(new TargetNode(
                            person.userId(), team, NodeKind.REP, person.name(), null, plan.firstMonth(), MONTHS, 0)),
                    breakdown.nodes().size());
        });
    }

    @Override
    public void leave(String number, String rep) {
        edits.edit(number, null, breakdown -> {
            TargetPlan plan = rows.locked(number);
            mustBeReplan(plan);
            Map<String, Map<Measure, BigDecimal>> were = PlanEdits.values(breakdown);
            TargetNode leaver = edits.theirs(number, breakdown, rep, "rep");
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
            edits.note(plan, were, breakdown, null);
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

    @Override
    public Request requestApproval(String number) {
        TargetPlan plan = rows.locked(number);
        if (!plan.isReplan() || plan.state() != State.DRAFT) {
            throw new Refused("The plan " + number + " is no re-plan in draft; nothing can be asked for it.");
        }
        edits.mustBeOpenTo(plan);
        Breakdown breakdown = rows.breakdown(number);
        JdbcTargetPlans.mustAddUp(breakdown);
        List<Leaf> before = rows.leaves(String.valueOf(plan.changes()));
        List<Leaf> after = new Leaves(breakdown, plan.year(), plan.firstMonth(), before).all();
        if (JdbcTargetPlans.changes(before, after).isEmpty()) {
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
        facts.add(new ShownFact("Reason", Shortly.cut(String.valueOf(plan.reason()))));
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
                Replans.KIND,
                plan.number(),
                plan.revision(),
                edits.actor(),
                "Change the targets of " + plan.year() + ": " + Shortly.cut(String.valueOf(plan.reason())),
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
        TargetPlan plan =
                rows.find(number).orElseThrow(() -> new Refused("There is no plan " + Shortly.cut(number) + "."));
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
    public void giveUp(String number, String reason) {
        TargetScope scope = scopes.currentOrForbidden();
        TargetPlan plan = rows.locked(number);
        if (!scope.changes() || !(scope.everything() || plan.createdBy().equals(scope.userId()))) {
            throw new AccessDeniedException("A change of targets is given up by whoever began it, or by the director.");
        }
        if (!plan.isReplan()) {
            throw new Refused("The plan " + number + " is withdrawn in its task in Tasklist, not here.");
        }
        if (!plan.state().open()) {
            throw new Refused("The plan " + number + " is " + plan.state().words() + " already.");
        }
        if (reason.isBlank() || reason.length() > PlanEdits.LONGEST_REASON || !Texts.clean(reason)) {
            throw new Refused(
                    "reason", "Say why it is given up, in at most " + PlanEdits.LONGEST_REASON + " characters.");
        }
        rows.close(number, State.WITHDRAWN, null, reason.strip(), edits.actor(), clock.instant());
        // whoever is asked to approve it need not answer any more, and the process that waits for them ends
        approvals.withdraw(Replans.KIND, number, reason.strip());
    }
}
