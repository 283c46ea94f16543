package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many deals were won and lost, month by month, and how well they were won. */
@Component
@Order(2)
class WonAndLostPanel implements BoardPanel {

    private static final List<String> FIGURES =
            List.of("deals-won", "deals-lost", "win-rate", "average-discount", "sales-cycle");

    private final Figures figures;

    WonAndLostPanel(Figures figures) {
        this.figures = figures;
    }

    @Override
    public String id() {
        return "won-and-lost";
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        List<FigureAnswer> answers = FIGURES.stream()
                .map(figure -> figures.answer(figure, view.selection(), Dimension.MONTH, view.sight())
                        .orElseThrow())
                .toList();
        Map<String, String> months = new TreeMap<>();
        answers.forEach(answer -> answer.rows().forEach(row -> months.put(row.key(), row.name())));
        List<List<Cell>> rows = new ArrayList<>();
        months.forEach((month, name) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(name)));
            answers.forEach(answer -> row.add(Cell.value(
                    answer.unit(),
                    value(answer, month),
                    view.address().facts(answer.figure(), Dimension.MONTH, month))));
            rows.add(row);
        });
        List<Cell> total = new ArrayList<>(List.of(Cell.text("Total")));
        answers.forEach(answer -> total.add(
                Cell.value(answer.unit(), answer.total(), view.address().facts(answer.figure()))));
        rows.add(total);
        Chart chart = new Chart(
                "bar",
                false,
                false,
                "deals",
                List.copyOf(months.values()),
                List.of(
                        new Series("Won", values(answers.get(0), months)),
                        new Series("Lost", values(answers.get(1), months))));
        return Optional.of(new Panel(
                id(),
                "Won and lost",
                "Deals by the month in which they were closed.",
                chart,
                List.of("Month", "Won", "Lost", "Win rate", "Average discount", "Sales cycle (working days)"),
                rows));
    }

    private static List<@Nullable String> values(FigureAnswer answer, Map<String, String> months) {
        List<@Nullable String> values = new ArrayList<>();
        months.keySet().forEach(month -> values.add(Objects.toString(value(answer, month), "0")));
        return values;
    }

    private static @Nullable Object value(FigureAnswer answer, String month) {
        return answer.rows().stream()
                .filter(row -> row.key().equals(month))
                .map(FigureAnswer.Row::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
