package io.tradewind.planning;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws up a breakdown from the company's totals, what was reached before, and what could be. */
@Component
class Proposals {

    private static final int MONTHS = 12;
    private static final int SHARE_DECIMALS = 6;

    private final People people;
    private final Products products;
    private final Actuals actuals;
    private final Potentials potentials;
    private final ShareRule rule;

    Proposals(People people, Products products, Actuals actuals, Potentials potentials, ShareRule rule) {
        this.people = people;
        this.products = products;
        this.actuals = actuals;
        this.potentials = potentials;
        this.rule = rule;
    }

    /** What was drawn up. */
    record Proposal(Breakdown breakdown, List<TargetPlans.ProposedValue> values, String basis) {}

    /** @param season null takes it from the history */
    Proposal draw(
            int year,
            Map<Measure, BigDecimal> totals,
            @Nullable BigDecimal growth,
            @Nullable List<BigDecimal> season,
            LocalDate today) {
        LocalDate end = thisOrBefore(LocalDate.of(year, 1, 1), today.withDayOfMonth(1));
        LocalDate start = end.minusMonths(MONTHS);
        List<Actuals.Actual> before = actuals.between(start, end.minusDays(1));
        Map<Measure, BigDecimal> wholes = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            wholes.put(measure, whole(measure, totals.get(measure), growth, before));
        }
        Map<String, BigDecimal> possible = new LinkedHashMap<>();
        potentials.all().forEach(one -> possible.put(one.scope(), one.potential()));
        List<TargetNode> nodes = nodes();
        Breakdown breakdown = new Breakdown(
                nodes,
                Map.of(),
                season == null ? seasons(before) : season,
                Map.of(TargetNode.COMPANY, mix(before, possible)));
        List<TargetPlans.ProposedValue> values = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            breakdown.set(TargetNode.COMPANY, measure, wholes.get(measure));
            values.add(new TargetPlans.ProposedValue(
                    TargetNode.COMPANY,
                    measure,
                    wholes.get(measure),
                    totals.get(measure) != null
                            ? "Entered"
                            : "The twelve months before plus "
                                    + ShareRule.percent(growth == null ? BigDecimal.ZERO : growth)));
            share(breakdown, TargetNode.COMPANY, measure, before, possible, values);
        }
        return new Proposal(breakdown, values, basis(start, end.minusDays(1), before.isEmpty(), possible.size()));
    }

    private static String basis(LocalDate from, LocalDate to, boolean nothingReached, int potentials) {
        String potential = "the potential of " + potentials
                + (potentials == 1 ? " territory or product" : " territories and products");
        if (nothingReached) {
            return potentials == 0
                    ? "Divided by the number of reps, as nothing was sold from " + from + " to " + to
                            + " and no potential is entered"
                    : "Divided by " + potential + ", as nothing was sold from " + from + " to " + to;
        }
        return "Divided by what was reached from " + from + " to " + to
                + (potentials == 0 ? "; no potential is entered" : " and by " + potential);
    }

    /** As the start form names it. */
    private static String field(Measure measure) {
        return switch (measure) {
            case REVENUE -> "revenueTotal";
            case CASH -> "cashTotal";
            case MARGIN -> "marginTotal";
            case NEW_CUSTOMERS -> "newCustomersTotal";
        };
    }

    private static BigDecimal whole(
            Measure measure, @Nullable BigDecimal total, @Nullable BigDecimal growth, List<Actuals.Actual> before) {
        if (total != null) {
            return measure.checked(field(measure), "the company", total);
        }
        BigDecimal reached = sum(before, actual -> actual.measure() == measure);
        if (growth == null || reached.signum() <= 0) {
            throw new Refused(
                    field(measure),
                    growth == null
                            ? measure.title() + " is missing. Enter the company's total, or the growth."
                            : measure.title()
                                    + ": there is nothing in the twelve months before to grow from. Enter the company's total.");
        }
        return measure.checked(
                field(measure), "the company", measure.rounded(reached.multiply(BigDecimal.ONE.add(growth))));
    }

    private void share(
            Breakdown breakdown,
            String key,
            Measure measure,
            List<Actuals.Actual> before,
            Map<String, BigDecimal> possible,
            List<TargetPlans.ProposedValue> values) {
        List<TargetNode> parts = breakdown.children(key).stream()
                .filter(part -> part.kind() != NodeKind.POOL)
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        List<ShareRule.Share> shares = rule.shares(
                measure,
                parts.stream()
                        .map(part -> new ShareRule.Claim(
                                sum(
                                        before,
                                        actual -> actual.measure() == measure
                                                && part.key()
                                                        .equals(of(part.kind()).apply(actual))),
                                possible.get(part.key()),
                                heads(breakdown, part)))
                        .toList());
        List<BigDecimal> amounts = LargestRemainder.split(
                breakdown.value(key, measure),
                shares.stream().map(ShareRule.Share::weight).toList(),
                measure.decimals());
        for (int i = 0; i < parts.size(); i++) {
            TargetNode part = parts.get(i);
            breakdown.set(part.key(), measure, amounts.get(i));
            values.add(new TargetPlans.ProposedValue(
                    part.key(), measure, amounts.get(i), shares.get(i).why()));
            share(breakdown, part.key(), measure, before, possible, values);
        }
    }

    private static Function<Actuals.Actual, @Nullable String> of(NodeKind kind) {
        return switch (kind) {
            case REGION -> Actuals.Actual::region;
            case TEAM -> Actuals.Actual::team;
            default -> Actuals.Actual::rep;
        };
    }

    private static int heads(Breakdown breakdown, TargetNode node) {
        return node.kind() == NodeKind.REP
                ? 1
                : breakdown.children(node.key()).stream()
                        .mapToInt(child -> heads(breakdown, child))
                        .sum();
    }

    private static BigDecimal sum(List<Actuals.Actual> before, Predicate<Actuals.Actual> which) {
        return before.stream()
                .filter(which)
                .map(Actuals.Actual::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(BigDecimal.ZERO);
    }

    /** As the revenue of the year before fell on its months, if each had some; else evenly. */
    private static List<BigDecimal> seasons(List<Actuals.Actual> before) {
        List<BigDecimal> seasons = new ArrayList<>();
        for (int month = 1; month <= MONTHS; month++) {
            int wanted = month;
            seasons.add(sum(
                    before,
                    actual -> actual.measure() == Measure.REVENUE
                            && actual.month().getMonthValue() == wanted));
        }
        return seasons.stream().allMatch(weight -> weight.signum() > 0)
                ? LargestRemainder.split(new BigDecimal(MONTHS), seasons, SHARE_DECIMALS)
                : Collections.nCopies(MONTHS, BigDecimal.ONE);
    }

    /** By the same rule as the people; without history and potential no product is named. */
    private Map<String, BigDecimal> mix(List<Actuals.Actual> before, Map<String, BigDecimal> possible) {
        List<String> codes = products.all().stream().map(Product::code).sorted().toList();
        List<ShareRule.Claim> claims = codes.stream()
                .map(code -> new ShareRule.Claim(
                        sum(before, actual -> actual.measure() == Measure.REVENUE && code.equals(actual.product())),
                        possible.get(code),
                        1))
                .toList();
        boolean nothing = claims.stream().allMatch(claim -> claim.history().signum() == 0 && claim.potential() == null);
        if (codes.isEmpty() || nothing) {
            return Map.of();
        }
        List<BigDecimal> shares = LargestRemainder.split(
                BigDecimal.ONE,
                rule.shares(Measure.REVENUE, claims).stream()
                        .map(ShareRule.Share::weight)
                        .toList(),
                SHARE_DECIMALS);
        Map<String, BigDecimal> mix = new LinkedHashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            mix.put(codes.get(i), shares.get(i));
        }
        return mix;
    }

    /** Everybody who sells today and has a team; each team with room for what is nobody's. */
    private List<TargetNode> nodes() {
        Map<String, Map<String, List<Person>>> regions = new TreeMap<>();
        Map<String, String> regionOf = new LinkedHashMap<>(); // a team is in one place, that of its first rep
        people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> rep.team() != null && rep.region() != null)
                .forEach(rep -> regions.computeIfAbsent(
                                regionOf.computeIfAbsent(
                                        String.valueOf(rep.team()), team -> String.valueOf(rep.region())),
                                r -> new TreeMap<>())
                        .computeIfAbsent(String.valueOf(rep.team()), t -> new ArrayList<>())
                        .add(rep));
        if (regions.isEmpty()) {
            throw new Refused("year", "Nobody who sells belongs to a team. Put the reps into teams first.");
        }
        List<TargetNode> nodes = new ArrayList<>();
        nodes.add(node(TargetNode.COMPANY, null, NodeKind.COMPANY));
        regions.forEach((region, teams) -> {
            nodes.add(node(region, TargetNode.COMPANY, NodeKind.REGION));
            teams.forEach((team, reps) -> {
                nodes.add(node(team, region, NodeKind.TEAM));
                reps.stream()
                        .sorted(Comparator.comparing(Person::userId))
                        .forEach(rep -> nodes.add(node(rep.userId(), team, NodeKind.REP)));
                nodes.add(node(TargetNode.pool(team), team, NodeKind.POOL));
            });
        });
        return nodes;
    }

    private static TargetNode node(String key, @Nullable String parent, NodeKind kind) {
        return new TargetNode(key, parent, kind, key, null, 1, MONTHS, 0);
    }

    private static LocalDate thisOrBefore(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
