package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The numbers at the head of the board, each with what it was before. */
@Component
class BoardTiles {

    private static final List<String> FIGURES = List.of(
            "revenue",
            "target-attainment",
            "forecast",
            "deals-won",
            "win-rate",
            "average-discount",
            "gross-margin",
            "sales-cycle",
            "conversion-rate",
            "new-customer-rate",
            "collection-rate",
            "collection-period",
            "overdue-share",
            "customer-satisfaction",
            "promoter-score",
            "approval-time");

    private final Figures figures;
    private final WorkingTime workingTime;

    BoardTiles(Figures figures, WorkingTime workingTime) {
        this.figures = figures;
        this.workingTime = workingTime;
    }

    /**
     * One number with its meaning.
     *
     * @param exists whether there was anything to compute it from
     * @param changes against the period before and the year before; empty where the period has no beginning or end
     */
    record Tile(
            FigureDescription figure, String value, String unit, boolean exists, String facts, List<Change> changes) {}

    List<Tile> of(BoardView view) {
        return FIGURES.stream()
                .flatMap(name -> figures.describe(name, view.sight()).stream())
                .map(figure -> tile(figure, view))
                .toList();
    }

    Tile tile(FigureDescription figure, BoardView view) {
        FigureAnswer answer = answer(figure, view, view.selection());
        List<Change> changes = new ArrayList<>();
        Optional<ComparedPeriod> compared = ComparedPeriod.of(view.selection(), workingTime.today());
        if (compared.isPresent()) {
            changes.add(change(
                    "the period before", figure, view, answer, compared.get().before()));
            changes.add(
                    change("a year before", figure, view, answer, compared.get().lastYear()));
        }
        return new Tile(
                figure,
                Shown.value(answer.unit(), answer.total()),
                Shown.unit(answer.unit()),
                answer.total() != null,
                view.address().facts(figure.figure()),
                changes);
    }

    private Change change(String than, FigureDescription figure, BoardView view, FigureAnswer now, Selection earlier) {
        return Change.of(
                than, earlier.from() + " to " + earlier.to(), figure.direction(), now, answer(figure, view, earlier));
    }

    private FigureAnswer answer(FigureDescription figure, BoardView view, Selection selection) {
        return figures.answer(figure.figure(), selection, null, view.sight()).orElseThrow();
    }
}
