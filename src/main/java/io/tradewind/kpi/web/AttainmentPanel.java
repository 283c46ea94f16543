package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** How far one dimension's parts have come towards their targets, the furthest first. */
final class AttainmentPanel implements BoardPanel {

    private static final String ATTAINMENT = "target-attainment";
    private static final String TARGET = "target-revenue";
    private static final String ACTUAL = "revenue";

    /** More bars than these are no picture any more; the table has all. */
    private static final int DRAWN = 15;

    private final Figures figures;
    private final Dimension by;

    AttainmentPanel(Figures figures, Dimension by) {
        this.figures = figures;
        this.by = by;
    }

    @Override
    public String id() {
        return "attainment-by-" + by.code();
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        if (view.heldTo(by) != null || view.isPartOf(by)) {
            return Optional.empty();
        }
        return answer(ATTAINMENT, view).map(attainment -> panel(view, attainment));
    }

    private Panel panel(BoardView view, FigureAnswer attainment) {
        Optional<FigureAnswer> target = answer(TARGET, view);
        Optional<FigureAnswer> actual = answer(ACTUAL, view);
        List<FigureAnswer.Row> told =
                attainment.rows().stream().filter(row -> row.value() != null).toList();
        List<String> header = new ArrayList<>(List.of(StringUtils.capitalize(by.code()), "Attainment"));
        target.ifPresent(answer -> header.addAll(List.of(
                Heading.of("Target", answer.unit()),
                Heading.of("Actual", answer.unit()),
                Heading.of("Gap", answer.unit()))));
        List<List<Cell>> rows = new ArrayList<>();
        told.forEach(row -> rows.add(row(view, row, target, actual)));
        Optional<List<Cell>> untargeted = told.isEmpty()
                ? Optional.empty()
                : target.flatMap(aimed -> actual.flatMap(reached -> untargeted(told, aimed, reached)));
        untargeted.ifPresent(rows::add);
        if (rows.size() > 1) {
            rows.add(total(view, attainment, target, actual));
        }
        List<FigureAnswer.Row> drawn = told.size() <= DRAWN ? told : told.subList(0, DRAWN);
        return new Panel(
                id(),
                "Attainment by " + by.code(),
                "What was reached of the target for the same period; 100 % is on target. The gap is what is missing;"
                        + " below zero, more was reached than aimed at."
                        + (told.size() > DRAWN ? " Drawn are the first " + DRAWN + "." : ""),
                new Chart(
                        "bar",
                        true,
                        false,
                        "%",
                        drawn.stream().map(FigureAnswer.Row::name).toList(),
                        List.of(new Series(
                                "Attainment",
                                drawn.stream()
                                        .map(row -> Heading.drawn("share", row.value()))
                                        .toList())),
                        "100"),
                header,
                rows,
                "No target is published for this period.");
    }

    private List<Cell> row(
            BoardView view, FigureAnswer.Row row, Optional<FigureAnswer> target, Optional<FigureAnswer> actual) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(
                row.name(), row.key().isEmpty() ? null : view.address().board(by, row.key())));
        cells.add(Cell.value("share", row.value(), view.address().facts(ATTAINMENT, by, row.key())));
        if (target.isPresent()) {
            String unit = target.get().unit();
            BigDecimal aimed = value(target, row.key());
            BigDecimal reached = value(actual, row.key());
            cells.add(Cell.value(unit, aimed, view.address().facts(TARGET, by, row.key())));
            cells.add(Cell.value(unit, reached, view.address().facts(ACTUAL, by, row.key())));
            cells.add(Cell.value(unit, gap(aimed, reached), view.address().facts(ATTAINMENT, by, row.key())));
        }
        return cells;
    }

    /** What is missing, below zero where more was reached, so that the parts add up; told as exactly as the target. */
    private static BigDecimal gap(BigDecimal aimed, BigDecimal reached) {
        return aimed.subtract(reached).setScale(2, RoundingMode.HALF_UP);
    }

    /** What was reached by parts that have no target, without which the columns would not add up to their total. */
    private static Optional<List<Cell>> untargeted(
            List<FigureAnswer.Row> told, FigureAnswer target, FigureAnswer actual) {
        Set<String> known = told.stream().map(FigureAnswer.Row::key).collect(Collectors.toSet());
        BigDecimal reached = actual.rows().stream()
                .filter(row -> !known.contains(row.key()))
                .map(row -> number(row.value()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return reached.signum() == 0
                ? Optional.empty()
                : Optional.of(List.of(
                        Cell.text("Without a target"),
                        Cell.value("share", null, null),
                        Cell.value(target.unit(), null, null),
                        Cell.value(target.unit(), reached, null),
                        Cell.value(target.unit(), gap(BigDecimal.ZERO, reached), null)));
    }

    private static List<Cell> total(
            BoardView view, FigureAnswer attainment, Optional<FigureAnswer> target, Optional<FigureAnswer> actual) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text("Total"));
        cells.add(Cell.value("share", attainment.total(), view.address().facts(ATTAINMENT)));
        if (target.isPresent()) {
            String unit = target.get().unit();
            BigDecimal aimed = number(target.get().total());
            BigDecimal reached = number(actual.map(FigureAnswer::total).orElse(null));
            cells.add(Cell.value(unit, aimed, view.address().facts(TARGET)));
            cells.add(Cell.value(unit, reached, view.address().facts(ACTUAL)));
            cells.add(Cell.value(unit, gap(aimed, reached), view.address().facts(ATTAINMENT)));
        }
        return cells;
    }

    private static BigDecimal value(Optional<FigureAnswer> answer, String key) {
        return answer.stream()
                .flatMap(found -> found.rows().stream())
                .filter(row -> row.key().equals(key))
                .map(FigureAnswer.Row::value)
                .map(AttainmentPanel::number)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal number(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    private Optional<FigureAnswer> answer(String figure, BoardView view) {
        return figures.answer(figure, view.selection(), by, view.sight());
    }
}
