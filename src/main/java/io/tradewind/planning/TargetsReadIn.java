package io.tradewind.planning;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A draft as a spreadsheet gives it back: all of it or nothing. */
@Service
@Transactional
public class TargetsReadIn {

    private static final int MONTHS = 12;

    private final TargetPlans plans;
    private final PlanRows rows;
    private final PlanEdits edits;

    TargetsReadIn(TargetPlans plans, PlanRows rows, PlanEdits edits) {
        this.plans = plans;
        this.rows = rows;
        this.edits = edits;
    }

    /**
     * What stands in a file.
     *
     * @param plan number of the plan it was taken from
     * @param revision of the plan when it was taken
     * @param values by place and measure
     * @param months twelve by place and measure; empty where the file has none
     * @param products shares as fractions, by place; empty where the file has none
     */
    public record Content(
            String plan,
            int revision,
            Map<String, Map<Measure, BigDecimal>> values,
            Map<String, Map<Measure, List<BigDecimal>>> months,
            Map<String, Map<String, BigDecimal>> products) {}

    /**
     * Sets values, months and products. Months that stand as they did follow the year's value; others must add up to it.
     * Products that stand as they did go on following what their place is part of.
     *
     * @throws Refused as {@link TargetPlans#change} and {@link TargetPlans#mix}, or if months do not add up or are not to be
     *     set there, or the plan was changed since the file was taken
     */
    public void readIn(String number, Content file, @Nullable String reason) {
        if (!file.plan().equals(number)) {
            throw new Refused(
                    "file",
                    "The file was taken from " + Shortly.cut(file.plan()) + ", not from " + number
                            + ". Choose the other file, or download this plan.");
        }
        if (rows.locked(number).revision() != file.revision()) {
            throw new Refused(
                    "file",
                    "The plan was changed since this file was taken; reading it in would undo that. Download the plan anew and"
                            + " enter your changes there.");
        }
        products(number, file.products());
        monthsAndValues(number, file.values(), file.months(), reason);
    }

    private void products(String number, Map<String, Map<String, BigDecimal>> wanted) {
        Breakdown breakdown = rows.breakdown(number);
        Map<String, Map<String, BigDecimal>> changed = new LinkedHashMap<>();
        wanted.forEach((key, shares) -> {
            edits.theirs(number, breakdown, key, "node");
            if (!same(shares, breakdown.products(key))) {
                changed.put(key, shares);
            }
        });
        changed.forEach((key, shares) -> plans.mix(number, key, shares));
    }

    private static boolean same(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
        return some.size() == others.size()
                && some.entrySet().stream()
                        .allMatch(one -> others.containsKey(one.getKey())
                                && others.get(one.getKey()).compareTo(one.getValue()) == 0);
    }

    private void monthsAndValues(
            String number,
            Map<String, Map<Measure, BigDecimal>> values,
            Map<String, Map<Measure, List<BigDecimal>>> months,
            @Nullable String reason) {
        Map<String, Map<Measure, List<BigDecimal>>> before = plans.months(number);
        plans.change(number, values, false, null, reason);
        Breakdown breakdown = rows.breakdown(number);
        Map<String, Map<Measure, List<BigDecimal>>> changed = new LinkedHashMap<>();
        months.forEach((key, ofNode) -> ofNode.forEach((measure, wanted) -> {
            TargetNode node = edits.theirs(number, breakdown, key, "node");
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
        Map<String, Map<Measure, List<BigDecimal>>> after = plans.months(number);
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
                                            measure.shown(wanted.get(month)),
                                            measure.shown(now.get(month))));
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
                            .formatted(measure.title(), node.name(), measure.shown(sum), measure.shown(year)));
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
}
