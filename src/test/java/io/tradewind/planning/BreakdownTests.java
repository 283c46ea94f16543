package io.tradewind.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Children add up to their parent, on every axis, for whatever totals, weights, products and scopes. */
class BreakdownTests {

    @ParameterizedTest
    @CsvSource({"100.00, 33.34 33.33 33.33", "0.02, 0.01 0.01 0.00", "0.00, 0.00 0.00 0.00"})
    void centsLeftOverGoToTheFirstOfEquals(String amount, String parts) {
        assertThat(
                        LargestRemainder.split(
                                        new BigDecimal(amount),
                                        List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE),
                                        2)
                                .stream()
                                .map(BigDecimal::toPlainString))
                .containsExactly(parts.split(" "));
    }

    @Test
    void weightsThatAreAllZeroCountAsEqual() {
        assertThat(LargestRemainder.split(new BigDecimal("4"), List.of(BigDecimal.ZERO, BigDecimal.ZERO), 0))
                .containsExactly(new BigDecimal("2"), new BigDecimal("2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void whateverIsDrawnUpAddsUpOnEveryAxis(long seed) {
        Random random = new Random(seed);
        Breakdown plan = randomPlan(random);
        for (Measure measure : Measure.values()) {
            plan.set("company", measure, amount(random, measure));
            plan.spread("company", measure, java.util.Set.of());
        }

        assertThat(plan.gaps()).as("seed " + seed).isEmpty();
        List<Leaf> leaves = new Leaves(plan, 2031, 1, List.of()).all();
        everyNodeIsTheSumOfItsLeaves(plan, leaves, seed);
        for (TargetNode rep : plan.nodes()) {
            if (rep.kind() == NodeKind.REP) {
                assertThat(leaves.stream().filter(leaf -> rep.key().equals(leaf.rep())))
                        .as("only in the months of %s, seed %d", rep.key(), seed)
                        .allMatch(leaf -> leaf.month().getMonthValue() >= rep.fromMonth()
                                && leaf.month().getMonthValue() <= rep.toMonth());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 7, 11, 18, 29, 47})
    void aChangeLeavesTheMonthsBeforeAndAddsUpAgain(long seed) {
        Random random = new Random(seed);
        Breakdown plan = randomPlan(random);
        for (Measure measure : Measure.values()) {
            plan.set("company", measure, amount(random, measure));
            plan.spread("company", measure, java.util.Set.of());
        }
        List<Leaf> before = new Leaves(plan, 2031, 1, List.of()).all();
        int firstMonth = 2 + random.nextInt(11);
        for (Measure measure : Measure.values()) {
            // more for the company; nobody has less than the months before have had
            plan.set("company", measure, plan.value("company", measure).multiply(BigDecimal.valueOf(2)));
            plan.spread("company", measure, java.util.Set.of());
        }

        List<Leaf> after;
        try {
            after = new Leaves(plan, 2031, firstMonth, before).all();
        } catch (Refused noMonthLeft) {
            assertThat(noMonthLeft).hasMessageContaining("no month to reach it in");
            return;
        }

        assertThat(after.stream().filter(leaf -> leaf.month().getMonthValue() < firstMonth))
                .containsExactlyElementsOf(before.stream()
                        .filter(leaf -> leaf.month().getMonthValue() < firstMonth)
                        .toList());
        everyNodeIsTheSumOfItsLeaves(plan, after, seed);
        assertThat(JdbcTargetPlans.changes(before, before)).as("nothing twice").isEmpty();
        List<Leaf> both = new ArrayList<>(before);
        both.addAll(JdbcTargetPlans.changes(before, after));
        everyNodeIsTheSumOfItsLeaves(plan, both, seed);
    }

    @Test
    void whatWasAskedOfThePastCannotBeTakenBack() {
        Breakdown plan = twoReps();
        List<Leaf> before = new Leaves(plan, 2031, 1, List.of()).all();
        plan.set("ann", Measure.REVENUE, new BigDecimal("10.00"));

        assertThatThrownBy(() -> new Leaves(plan, 2031, 7, before).all())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the months before have had 60.00 already");
    }

    @Test
    void theRestIsSpreadInProportionAndNeverOnWhatIsNobodys() {
        Breakdown plan = twoReps();
        plan.set("team", Measure.REVENUE, new BigDecimal("400.00"));
        assertThat(plan.gaps()).anySatisfy(gap -> {
            assertThat(gap.node().key()).isEqualTo("team");
            assertThat(gap.difference()).isEqualByComparingTo("160");
        });

        plan.spread("team", Measure.REVENUE, java.util.Set.of());

        assertThat(plan.value("ann", Measure.REVENUE)).isEqualByComparingTo("200");
        assertThat(plan.value("bob", Measure.REVENUE)).isEqualByComparingTo("200");
        assertThat(plan.value("pool:team", Measure.REVENUE)).isZero();
    }

    private static Breakdown twoReps() {
        Breakdown plan = new Breakdown(
                List.of(
                        node("company", null, NodeKind.COMPANY),
                        node("region", "company", NodeKind.REGION),
                        node("team", "region", NodeKind.TEAM),
                        node("ann", "team", NodeKind.REP),
                        node("bob", "team", NodeKind.REP),
                        node("pool:team", "team", NodeKind.POOL)),
                Map.of(),
                java.util.Collections.nCopies(12, BigDecimal.ONE),
                Map.of());
        for (String whole : List.of("company", "region", "team")) {
            plan.set(whole, Measure.REVENUE, new BigDecimal("240.00"));
        }
        plan.set("ann", Measure.REVENUE, new BigDecimal("120.00"));
        plan.set("bob", Measure.REVENUE, new BigDecimal("120.00"));
        return plan;
    }

    private static void everyNodeIsTheSumOfItsLeaves(Breakdown plan, List<Leaf> leaves, long seed) {
        for (Measure measure : Measure.values()) {
            for (TargetNode node : plan.nodes()) {
                Predicate<Leaf> its =
                        switch (node.kind()) {
                            case COMPANY -> leaf -> true;
                            case REGION -> leaf -> node.key().equals(leaf.region());
                            case TEAM -> leaf -> node.key().equals(leaf.team());
                            case REP -> leaf -> node.key().equals(leaf.rep());
                            case POOL -> leaf -> leaf.rep() == null && Objects.equals(node.parent(), leaf.team());
                            case CUSTOMER -> leaf -> Objects.equals(node.customerId(), leaf.customerId());
                        };
                assertThat(sum(leaves, leaf -> leaf.measure() == measure && its.test(leaf)))
                        .as("%s of %s, seed %d", measure, node.key(), seed)
                        .isEqualByComparingTo(plan.value(node.key(), measure));
            }
            Map<LocalDate, BigDecimal> months = new HashMap<>();
            Map<@Nullable String, BigDecimal> products = new HashMap<>();
            leaves.stream().filter(leaf -> leaf.measure() == measure).forEach(leaf -> {
                months.merge(leaf.month(), leaf.amount(), BigDecimal::add);
                products.merge(leaf.product(), leaf.amount(), BigDecimal::add);
            });
            BigDecimal whole = plan.value("company", measure);
            assertThat(months.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(whole);
            assertThat(products.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(whole);
        }
    }

    private static BigDecimal sum(List<Leaf> leaves, Predicate<Leaf> which) {
        return leaves.stream().filter(which).map(Leaf::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(Random random, Measure measure) {
        return measure.decimals() == 0
                ? BigDecimal.valueOf(random.nextInt(5_000))
                : BigDecimal.valueOf(Math.floorMod(random.nextLong(), 99_999_999_999L), 2);
    }

    private static Breakdown randomPlan(Random random) {
        List<TargetNode> nodes = new ArrayList<>();
        Map<String, Map<Measure, BigDecimal>> values = new HashMap<>();
        nodes.add(node("company", null, NodeKind.COMPANY));
        long customer = 0;
        for (int r = 0; r <= random.nextInt(3); r++) {
            String region = "region-" + r;
            nodes.add(weighed(node(region, "company", NodeKind.REGION), random, values));
            for (int t = 0; t <= random.nextInt(3); t++) {
                String team = "team-" + r + "-" + t;
                nodes.add(weighed(node(team, region, NodeKind.TEAM), random, values));
                for (int p = 0; p <= random.nextInt(6); p++) {
                    String rep = "rep-" + r + "-" + t + "-" + p;
                    int from = 1 + (random.nextInt(4) == 0 ? random.nextInt(12) : 0);
                    nodes.add(weighed(new TargetNode(rep, team, NodeKind.REP, rep, null, from, 12, 0), random, values));
                    for (int c = 0; c < random.nextInt(3); c++) {
                        customer++;
                        nodes.add(weighed(
                                new TargetNode(rep + ":" + customer, rep, NodeKind.CUSTOMER, "", customer, from, 12, 0),
                                random,
                                values));
                    }
                }
                nodes.add(node("pool:" + team, team, NodeKind.POOL));
            }
        }
        List<BigDecimal> seasons = IntStream.range(0, 12)
                .mapToObj(i -> BigDecimal.valueOf(random.nextInt(2_000_000), 6))
                .toList();
        Map<String, Map<String, BigDecimal>> products = new HashMap<>();
        products.put("company", shares(random));
        if (random.nextBoolean()) {
            products.put(nodes.get(random.nextInt(nodes.size())).key(), shares(random));
        }
        return new Breakdown(nodes, values, seasons, products);
    }

    private static TargetNode weighed(TargetNode node, Random random, Map<String, Map<Measure, BigDecimal>> values) {
        Map<Measure, BigDecimal> own = new java.util.EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            own.put(measure, amount(random, measure));
        }
        values.put(node.key(), own);
        return node;
    }

    private static Map<String, BigDecimal> shares(Random random) {
        List<BigDecimal> parts = LargestRemainder.split(
                BigDecimal.ONE,
                IntStream.range(0, 7)
                        .mapToObj(i -> BigDecimal.valueOf(random.nextInt(100)))
                        .toList(),
                6);
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        IntStream.range(0, 7).forEach(i -> shares.put("product-" + i, parts.get(i)));
        return shares;
    }

    private static TargetNode node(String key, @Nullable String parent, NodeKind kind) {
        return new TargetNode(key, parent, kind, key, null, 1, 12, 0);
    }
}
