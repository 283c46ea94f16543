package io.tradewind.kpi.web;

import io.tradewind.deal.DealScope;
import io.tradewind.deal.Deals;
import io.tradewind.deal.FunnelStage;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The open deals as they stand now, whatever the period. */
@Component
@Order(1)
class FunnelPanel implements BoardPanel {

    private final Deals deals;

    FunnelPanel(Deals deals) {
        this.deals = deals;
    }

    @Override
    public String id() {
        return "funnel";
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        // a deal has one owner; a scope that names two different ones has no deals
        if (contradicts(view)) {
            return Optional.empty();
        }
        List<FunnelStage> stages = deals.funnel(
                new DealScope(view.heldTo(Dimension.REGION), view.heldTo(Dimension.TEAM), view.heldTo(Dimension.REP)));
        Chart chart = new Chart(
                "bar",
                true,
                false,
                "deals",
                stages.stream().map(FunnelPanel::name).toList(),
                List.of(new Series(
                        "Open deals",
                        stages.stream()
                                .map(stage -> Long.toString(stage.deals()))
                                .toList())));
        List<List<Cell>> rows = stages.stream()
                .map(stage -> List.of(
                        Cell.text(name(stage)),
                        Cell.value("deals", stage.deals(), null),
                        Cell.text(stage.currency()),
                        Cell.value(stage.currency(), stage.expectedValue(), null),
                        Cell.value("share", stage.probability(), null),
                        Cell.value(stage.currency(), stage.weightedValue(), null)))
                .toList();
        return Optional.of(new Panel(
                id(),
                "Funnel",
                "Open deals by stage as of now; weighted value = expected value × probability of winning from there.",
                chart,
                List.of("Stage", "Deals", "Currency", "Expected value", "Probability", "Weighted value"),
                rows));
    }

    private static boolean contradicts(BoardView view) {
        Dimension held = view.sight().dimension();
        String chosen = held == null ? null : view.selection().only().get(held);
        return chosen != null && !chosen.equals(view.sight().key());
    }

    private static String name(FunnelStage stage) {
        return StringUtils.capitalize(stage.stage().code());
    }
}
