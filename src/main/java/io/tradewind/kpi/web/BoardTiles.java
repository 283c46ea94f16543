package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.kpi.Earlier;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** It is of the deals as they stand now: what it would have been for an earlier period says nothing. */
    private static final String FORECAST = "forecast";

    private static final Map<Earlier, String> COMPARED = new EnumMap<>(Map.of(
            Earlier.PREVIOUS_PERIOD, "the period before",
            Earlier.PREVIOUS_YEAR, "a year before"));

    private final Figures figures;
    private final WorkingTime workingTime;

    BoardTiles(Figures figures, WorkingTime workingTime) {
        this.figures = figures;
        this.workingTime = workingTime;
    }

    /**
     * One number with its meaning.
     *
     * @param note what else has to be known of it; empty if nothing
     * @param exists whether there was anything to compute it from
     * @param changes against the period before and the year before, as far as there is something to compare with
     */
    record Tile(
            FigureDescription figure,
            String value,
            String unit,
            String note,
            boolean exists,
            String facts,
            List<Change> changes) {}

    List<Tile> of(BoardView view) {
        return FIGURES.stream()
                .flatMap(name -> figures.describe(name, view.sight()).stream())
                .map(figure -> tile(figure, view))
                .toList();
    }

    Tile tile(FigureDescription figure, BoardView view) {
        FigureAnswer answer = answer(figure, view, view.selection());
        List<Change> changes = new ArrayList<>();
        if (!figure.figure().equals(FORECAST)) {
            earlier(view).forEach((then, than) -> {
                Change change = change(than, figure, view, answer, then);
                if (change.exists()) {
                    changes.add(change);
                }
            });
        }
        return new Tile(
                figure,
                Shown.value(answer.unit(), answer.total()),
                Shown.unit(answer.unit(), answer.total()),
                figure.figure().equals(FORECAST) ? overdue(figure, view) : "",
                answer.total() != null,
                view.address().facts(figure.figure()),
                changes);
    }

    /** What there is to compare with; a whole year is compared once, as the year before is the period before. */
    private Map<Selection, String> earlier(BoardView view) {
        Map<Selection, String> earlier = new LinkedHashMap<>();
        COMPARED.forEach((which, than) ->
                which.find(view.selection(), workingTime.today()).ifPresent(then -> earlier.put(then, than)));
        return earlier;
    }

    /** Deals that should be decided by now and are still open belong to no period to come. */
    private String overdue(FigureDescription figure, BoardView view) {
        LocalDate today = workingTime.today();
        LocalDate to = view.selection().to();
        if (to != null && to.isBefore(today)) {
            return "";
        }
        Selection before =
                new Selection(null, today.minusDays(1), view.selection().only());
        FigureAnswer late = answer(figure, view, before);
        return late.total() == null || new BigDecimal(late.total().toString()).signum() <= 0
                ? ""
                : Shown.value(late.unit(), late.total()) + " " + Shown.unit(late.unit(), late.total())
                        + " of open deals was expected before today.";
    }

    private Change change(String than, FigureDescription figure, BoardView view, FigureAnswer now, Selection earlier) {
        return Change.of(
                than, earlier.from() + " to " + earlier.to(), figure.direction(), now, answer(figure, view, earlier));
    }

    private FigureAnswer answer(FigureDescription figure, BoardView view, Selection selection) {
        return figures.answer(figure.figure(), selection, null, view.sight()).orElseThrow();
    }
}
