package io.tradewind.kpi.web;

import io.tradewind.deal.FunnelStage;
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

    private final OpenDeals open;

    FunnelPanel(OpenDeals open) {
        this.open = open;
    }

    @Override
    public String id() {
        return "funnel";
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        List<FunnelStage> stages = open.stages(view);
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
                .map(stage -> row(stage, view.address().deals(stage.stage().code())))
                .toList();
        return Optional.of(new Panel(
                id(),
                "Funnel",
                "Open deals by stage as of now; weighted value = expected value × probability of winning from there.",
                chart,
                List.of("Stage", "Deals", "Currency", "Expected value", "Probability", "Weighted value"),
                rows,
                "No deal is open here."));
    }

    private static List<Cell> row(FunnelStage stage, String deals) {
        return List.of(
                Cell.text(name(stage), deals),
                Cell.value("deals", stage.deals(), deals),
                Cell.text(stage.currency()),
                Cell.value(stage.currency(), stage.expectedValue(), deals),
                Cell.value("share", stage.probability(), null),
                Cell.value(stage.currency(), stage.weightedValue(), deals));
    }

    private static String name(FunnelStage stage) {
        return StringUtils.capitalize(stage.stage().code());
    }
}
