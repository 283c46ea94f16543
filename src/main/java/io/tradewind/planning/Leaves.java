package io.tradewind.planning;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A year's values broken down to months and products. The months of a place add up to its year, the products of a month
 * to that month; everything else is a sum of leaves. Months before {@code firstMonth} stay as they were published.
 */
final class Leaves {

    private final Breakdown breakdown;
    private final int year;
    private final int firstMonth;
    private final List<Leaf> before;

    /** @param before the leaves of the version that is changed; empty for a first one */
    Leaves(Breakdown breakdown, int year, int firstMonth, List<Leaf> before) {
        this.breakdown = breakdown;
        this.year = year;
        this.firstMonth = firstMonth;
        this.before = before.stream()
                .filter(leaf -> leaf.month().getMonthValue() < firstMonth)
                .toList();
    }

    /** @throws Refused if less is left of a place than its past months have had, or something is left without a month */
    List<Leaf> all() {
        List<Leaf> leaves = new ArrayList<>(before);
        for (TargetNode node : breakdown.nodes()) {
            if (node.kind() == NodeKind.REP || node.kind() == NodeKind.POOL || node.kind() == NodeKind.CUSTOMER) {
                for (Measure measure : Measure.values()) {
                    add(node, measure, leaves);
                }
            }
        }
        return leaves;
    }

    /** What falls on each of the twelve months of a place, with everything below it. */
    static List<BigDecimal> byMonth(List<Leaf> leaves, TargetNode node, Measure measure) {
        BigDecimal[] sums = new BigDecimal[12];
        Arrays.fill(sums, BigDecimal.ZERO.setScale(measure.decimals()));
        for (Leaf leaf : leaves) {
            if (leaf.measure() == measure && isOf(leaf, node)) {
                int month = leaf.month().getMonthValue() - 1;
                sums[month] = sums[month].add(leaf.amount());
            }
        }
        return List.of(sums);
    }

    private static boolean isOf(Leaf leaf, TargetNode node) {
        return switch (node.kind()) {
            case COMPANY -> true;
            case REGION -> node.key().equals(leaf.region());
            case TEAM -> node.key().equals(leaf.team());
            case REP -> node.key().equals(leaf.rep());
            case POOL -> leaf.rep() == null && String.valueOf(node.parent()).equals(leaf.team());
            case CUSTOMER -> leaf.customerId() != null && leaf.customerId().equals(node.customerId());
        };
    }

    /** What a place has had in the months that stay, without its key customers. */
    BigDecimal kept(TargetNode node, Measure measure) {
        Leaf place = place(node, measure);
        return before.stream()
                .filter(leaf -> leaf.measure() == measure
                        && Objects.equals(leaf.rep(), place.rep())
                        && Objects.equals(leaf.team(), place.team())
                        && Objects.equals(leaf.customerId(), place.customerId()))
                .map(Leaf::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void add(TargetNode node, Measure measure, List<Leaf> leaves) {
        BigDecimal own = breakdown.value(node.key(), measure);
        for (TargetNode customer : breakdown.children(node.key())) {
            own = own.subtract(breakdown.value(customer.key(), measure));
        }
        BigDecimal left = own.subtract(kept(node, measure));
        if (left.signum() < 0) {
            throw new Refused(
                    node.key(),
                    measure.title() + " of " + node.name() + ": the months before have had "
                            + kept(node, measure).toPlainString()
                            + " already and stay as they are. Ask for that much at least.");
        }
        int from = Math.max(node.fromMonth(), firstMonth);
        if (left.signum() > 0 && from > node.toMonth()) {
            throw new Refused(
                    node.key(),
                    measure.title() + " of " + node.name() + ": " + left.toPlainString()
                            + " is left, but no month to reach it in. Give it to somebody else.");
        }
        if (left.signum() == 0) {
            return;
        }
        List<BigDecimal> weights = breakdown.months(node.key(), measure).subList(from - 1, node.toMonth());
        List<BigDecimal> months = measure.decimals() == 0
                ? LargestRemainder.inTurn(left, weights, breakdown.nodes().indexOf(node))
                : LargestRemainder.split(left, weights, measure.decimals());
        IntStream.range(0, months.size()).forEach(i -> addMonth(node, measure, from + i, months.get(i), leaves));
    }

    private void addMonth(TargetNode node, Measure measure, int month, BigDecimal amount, List<Leaf> leaves) {
        if (amount.signum() == 0) {
            return;
        }
        Leaf place = place(node, measure);
        LocalDate day = LocalDate.of(year, month, 1);
        Map<String, BigDecimal> mix = measure.byProduct() ? breakdown.products(node.key()) : Map.of();
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        if (mix.isEmpty()) {
            leaves.add(new Leaf(
                    measure, place.region(), place.team(), place.rep(), null, place.customerId(), day, amount));
            return;
        }
        List<String> names = List.copyOf(mix.keySet());
        List<BigDecimal> split = LargestRemainder.split(amount, List.copyOf(mix.values()), measure.decimals());
        IntStream.range(0, names.size()).forEach(i -> parts.put(names.get(i), split.get(i)));
        parts.forEach((product, part) -> {
            if (part.signum() > 0) {
                leaves.add(new Leaf(
                        measure, place.region(), place.team(), place.rep(), product, place.customerId(), day, part));
            }
        });
    }

    private Leaf place(TargetNode node, Measure measure) {
        return new Leaf(
                measure,
                breakdown.above(node.key(), NodeKind.REGION).orElse(null),
                breakdown.above(node.key(), NodeKind.TEAM).orElse(null),
                breakdown.above(node.key(), NodeKind.REP).orElse(null),
                null,
                node.customerId(),
                LocalDate.of(year, 1, 1),
                BigDecimal.ZERO);
    }
}
