package io.tradewind.planning;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tree of a plan with a year's value for each place and measure, its seasons and its products. Parents come first. */
public final class Breakdown {

    private final Map<String, TargetNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<TargetNode>> children = new LinkedHashMap<>();
    private final Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
    private final List<BigDecimal> seasons;
    private final Map<String, Map<String, BigDecimal>> products;
    private final Map<String, Map<Measure, List<BigDecimal>>> months;

    /**
     * @param nodes parents before children
     * @param seasons twelve weights
     * @param products shares by product, per node that has its own
     */
    Breakdown(
            List<TargetNode> nodes,
            Map<String, Map<Measure, BigDecimal>> values,
            List<BigDecimal> seasons,
            Map<String, Map<String, BigDecimal>> products) {
        this(nodes, values, seasons, products, Map.of());
    }

    /**
     * @param nodes parents before children
     * @param seasons twelve weights
     * @param products shares by product, per node that has its own
     * @param months twelve weights of a node and measure that has its own
     */
    Breakdown(
            List<TargetNode> nodes,
            Map<String, Map<Measure, BigDecimal>> values,
            List<BigDecimal> seasons,
            Map<String, Map<String, BigDecimal>> products,
            Map<String, Map<Measure, List<BigDecimal>>> months) {
        for (TargetNode node : nodes) {
            this.nodes.put(node.key(), node);
            if (node.parent() != null) {
                children.computeIfAbsent(node.parent(), key -> new ArrayList<>())
                        .add(node);
            }
        }
        values.forEach((node, amounts) -> {
            if (!amounts.isEmpty()) {
                this.values.put(node, new EnumMap<>(amounts));
            }
        });
        this.seasons = List.copyOf(seasons);
        this.products = products;
        this.months = months;
    }

    /**
     * A place whose parts do not add up to it.
     *
     * @param difference what its parts are short of it; negative when they are more
     */
    public record Gap(TargetNode node, Measure measure, BigDecimal whole, BigDecimal parts, BigDecimal difference) {

        /** Whether it is small enough for a draft. */
        boolean within(BigDecimal tolerance) {
            return difference.abs().compareTo(whole.multiply(tolerance)) <= 0;
        }
    }

    public List<TargetNode> nodes() {
        return List.copyOf(nodes.values());
    }

    public Optional<TargetNode> node(String key) {
        return Optional.ofNullable(nodes.get(key));
    }

    public List<TargetNode> children(String key) {
        return List.copyOf(children.getOrDefault(key, List.of()));
    }

    /** A year's target; zero where none is set. */
    public BigDecimal value(String key, Measure measure) {
        return values.getOrDefault(key, Map.of()).getOrDefault(measure, BigDecimal.ZERO.setScale(measure.decimals()));
    }

    public List<BigDecimal> seasons() {
        return seasons;
    }

    /** How a place's year falls on its months: its own weights, else the seasons of the plan. */
    List<BigDecimal> months(String key, Measure measure) {
        return months.getOrDefault(key, Map.of()).getOrDefault(measure, seasons);
    }

    /** The shares of products that hold for a node: its own, else those of what it is part of; empty for none. */
    public Map<String, BigDecimal> products(String key) {
        for (String at = key; at != null; at = parent(at)) {
            Map<String, BigDecimal> own = products.get(at);
            if (own != null && !own.isEmpty()) {
                return own;
            }
        }
        return Map.of();
    }

    /** Whether {@code key} is {@code top} or part of it. */
    public boolean isWithin(String key, String top) {
        for (String at = key; at != null; at = parent(at)) {
            if (at.equals(top)) {
                return true;
            }
        }
        return false;
    }

    /** The nearest place of this kind that {@code key} is, or is part of. */
    Optional<String> above(String key, NodeKind kind) {
        for (String at = key; at != null; at = parent(at)) {
            if (nodes.get(at).kind() == kind) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private @Nullable String parent(String key) {
        TargetNode node = nodes.get(key);
        return node == null ? null : node.parent();
    }

    /** Every place whose parts do not add up to it. The key customers of a rep may be less than the rep's whole. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (TargetNode node : nodes.values()) {
            List<TargetNode> parts = children(node.key());
            if (parts.isEmpty()) {
                continue;
            }
            for (Measure measure : Measure.values()) {
                BigDecimal sum =
                        parts.stream().map(part -> value(part.key(), measure)).reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal whole = value(node.key(), measure);
                BigDecimal difference = whole.subtract(sum);
                if (node.kind() == NodeKind.REP ? difference.signum() < 0 : difference.signum() != 0) {
                    gaps.add(new Gap(node, measure, whole, sum, difference));
                }
            }
        }
        return gaps;
    }

    void set(String key, Measure measure, BigDecimal amount) {
        values.computeIfAbsent(key, k -> new EnumMap<>(Measure.class)).put(measure, amount);
    }

    /**
     * Gives the parts of a place what they are short of it, or takes off them what they are too much, each in proportion to
     * what it has, and goes on below. Where parts have nothing, evenly. The key customers of a rep are only ever reduced.
     *
     * @param fixed {@code node|measure} that was just entered and stays
     * @throws Refused if what stays leaves less than nothing, or nobody, for the others
     */
    void spread(String key, Measure measure, Set<String> fixed) {
        List<TargetNode> parts = children(key);
        BigDecimal whole = value(key, measure);
        BigDecimal sum = sum(parts, measure);
        if (parts.isEmpty()
                || sum.compareTo(whole) == 0
                || nodes.get(key).kind() == NodeKind.REP && sum.compareTo(whole) < 0) {
            parts.forEach(part -> spread(part.key(), measure, fixed));
            return;
        }
        List<TargetNode> giving = parts.stream()
                .filter(part -> !fixed.contains(part.key() + "|" + measure.code()))
                .toList();
        BigDecimal rest = whole.subtract(sum).add(sum(giving, measure));
        if (giving.isEmpty() || rest.signum() < 0) {
            throw new Refused(
                    "spread",
                    "%s of %s: what you entered for its parts and the %s of the whole cannot both stay. Change the whole too, or enter less."
                            .formatted(measure.title(), nodes.get(key).name(), whole.toPlainString()));
        }
        boolean nothingYet = sum(giving, measure).signum() == 0;
        List<BigDecimal> weights = new ArrayList<>();
        for (TargetNode part : giving) {
            boolean takesPart = part.kind() != NodeKind.POOL || giving.size() == 1;
            weights.add(nothingYet ? (takesPart ? BigDecimal.ONE : BigDecimal.ZERO) : value(part.key(), measure));
        }
        List<BigDecimal> spread = LargestRemainder.split(rest, weights, measure.decimals());
        for (int i = 0; i < giving.size(); i++) {
            set(giving.get(i).key(), measure, spread.get(i));
        }
        parts.forEach(part -> spread(part.key(), measure, fixed));
    }

    private BigDecimal sum(List<TargetNode> parts, Measure measure) {
        return parts.stream().map(part -> value(part.key(), measure)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
