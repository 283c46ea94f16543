package io.tradewind.kpi.web;

import io.tradewind.deal.Deal;
import io.tradewind.deal.DealScope;
import io.tradewind.deal.Deals;
import io.tradewind.deal.FunnelStage;
import io.tradewind.deal.Stage;
import io.tradewind.kpi.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The open deals that a view looks at, as they stand now. */
@Component
class OpenDeals {

    private final Deals deals;

    OpenDeals(Deals deals) {
        this.deals = deals;
    }

    /** The most valuable first. */
    List<Deal> of(BoardView view) {
        String product = view.selection().only().get(Dimension.PRODUCT);
        String customer = view.selection().only().get(Dimension.CUSTOMER);
        return contradicts(view)
                ? List.of()
                : deals.open(scope(view)).stream()
                        .filter(deal -> product == null || product.equals(deal.product()))
                        .filter(deal -> customer == null || customer.equals(String.valueOf(deal.customerId())))
                        .sorted(Comparator.comparing(Deal::expectedValue)
                                .reversed()
                                .thenComparing(Deal::number))
                        .toList();
    }

    /** By stage and currency. */
    List<FunnelStage> stages(BoardView view) {
        if (contradicts(view)) {
            return List.of();
        }
        Map<Dimension, String> only = view.selection().only();
        return only.containsKey(Dimension.PRODUCT) || only.containsKey(Dimension.CUSTOMER)
                ? stages(of(view))
                : deals.funnel(scope(view));
    }

    /** What a stage counts in the forecast, of those in which there is a deal. */
    Map<Stage, BigDecimal> probabilities() {
        Map<Stage, BigDecimal> probabilities = new EnumMap<>(Stage.class);
        deals.funnel(DealScope.ALL)
                .forEach((FunnelStage stage) -> probabilities.put(stage.stage(), stage.probability()));
        return probabilities;
    }

    private List<FunnelStage> stages(List<Deal> open) {
        Map<Stage, BigDecimal> probabilities = probabilities();
        Map<Stage, Map<String, List<Deal>>> heaps = open.stream()
                .collect(Collectors.groupingBy(
                        Deal::stage,
                        () -> new EnumMap<>(Stage.class),
                        Collectors.groupingBy(Deal::currency, TreeMap::new, Collectors.toList())));
        return heaps.entrySet().stream()
                .flatMap(stage -> stage.getValue().entrySet().stream().map(heap -> {
                    BigDecimal expected = heap.getValue().stream()
                            .map(Deal::expectedValue)
                            .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
                    BigDecimal probability = probabilities.getOrDefault(stage.getKey(), BigDecimal.ZERO);
                    return new FunnelStage(
                            stage.getKey(),
                            heap.getKey(),
                            heap.getValue().size(),
                            expected,
                            probability,
                            expected.multiply(probability).setScale(2, RoundingMode.HALF_UP));
                }))
                .toList();
    }

    private static DealScope scope(BoardView view) {
        return new DealScope(view.heldTo(Dimension.REGION), view.heldTo(Dimension.TEAM), view.heldTo(Dimension.REP));
    }

    /** A deal has one owner; a scope that names two different ones has no deals. */
    private static boolean contradicts(BoardView view) {
        Dimension held = view.sight().dimension();
        String chosen = held == null ? null : view.selection().only().get(held);
        return chosen != null && !chosen.equals(view.sight().key());
    }
}
