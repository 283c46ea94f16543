package io.tradewind.planning;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.engine.variables.Shown;
import io.tradewind.planning.TargetPlan.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** What every change of a draft has in common: whose turn it is, what is theirs, and that it is written down. */
@Component
class PlanEdits {

    static final int LONGEST_REASON = 2000;

    private final PlanRows rows;
    private final ShareRule rule;
    private final TargetScopes scopes;
    private final Acting acting;
    private final Clock clock;

    PlanEdits(PlanRows rows, ShareRule rule, TargetScopes scopes, Acting acting, Clock clock) {
        this.rows = rows;
        this.rule = rule;
        this.scopes = scopes;
        this.acting = acting;
        this.clock = clock;
    }

    /** Whether whose turn it is may change it now. */
    void edit(String number, @Nullable Integer revision, Consumer<Breakdown> change) {
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

    void mustBeOpenTo(TargetPlan plan) {
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

    TargetNode theirs(String number, Breakdown breakdown, String key, String field) {
        TargetNode node = breakdown
                .node(key)
                .orElseThrow(() -> new Refused(
                        field,
                        "There is no '" + Shortly.cut(key) + "' in the plan " + number
                                + ". Take the names of the file you downloaded."));
        if (!scopes.currentOrForbidden().covers(breakdown, key)) {
            throw new Refused(field, node.name() + " is not part of your own team. Change only what is yours.");
        }
        return node;
    }

    /** What somebody is asked to reach is not theirs to set: a manager breaks the team's target down, no more. */
    void mustBeTheirsAlone(Breakdown breakdown, TargetNode node) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!scope.everything() && node.key().equals(scope.top())) {
            throw new Refused(
                    "node",
                    "The target of " + node.name()
                            + " itself is set by the director. Object to it with your counter-proposal instead.");
        }
    }

    void mustBeWithinTolerance(Breakdown breakdown) {
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

    static Map<String, Map<Measure, BigDecimal>> values(Breakdown breakdown) {
        Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
        breakdown.nodes().forEach(node -> Arrays.stream(Measure.values())
                .forEach(measure -> values.computeIfAbsent(node.key(), key -> new EnumMap<>(Measure.class))
                        .put(measure, breakdown.value(node.key(), measure))));
        return values;
    }

    /** The rule asks the same of everybody; what departs from it has a reason that whoever is asked can read. */
    void note(TargetPlan plan, Map<String, Map<Measure, BigDecimal>> before, Breakdown after, @Nullable String reason) {
        List<TargetPlans.Edit> edits = new ArrayList<>();
        String why =
                reason == null || reason.isBlank() ? Objects.requireNonNullElse(plan.reason(), "") : reason.strip();
        before.forEach((key, amounts) -> amounts.forEach((measure, was) -> {
            BigDecimal is = after.value(key, measure);
            if (is.compareTo(was) != 0) {
                edits.add(new TargetPlans.Edit(key, measure, was, is, why, actor(), clock.instant()));
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

    String actor() {
        return acting.user().orElse("system");
    }
}
