package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Revenue of one dimension's parts, in all and by month. */
final class RevenuePanel implements BoardPanel {

    private static final String REVENUE = "revenue";

    private final Figures figures;
    private final Dimension by;
    private final boolean months;
    private final String id;

    /** @param months whether the chart shows the months, with the parts on top of each other */
    RevenuePanel(Figures figures, Dimension by, boolean months) {
        this(figures, by, months, "revenue-by-" + by.code());
    }

    private RevenuePanel(Figures figures, Dimension by, boolean months, String id) {
        this.figures = figures;
        this.by = by;
        this.months = months;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        if (!months && (view.heldTo(by) != null || view.isPartOf(by))) {
            return Optional.empty();
        }
        if (view.isPartOf(by)) {
            return new RevenuePanel(figures, by == Dimension.REGION ? Dimension.TEAM : Dimension.REP, months, id)
                    .build(view);
        }
        FigureMatrix matrix =
                figures.matrix(REVENUE, view.selection(), by, view.sight()).orElseThrow();
        List<String> header = new ArrayList<>(List.of(capitalised(by.code())));
        // a long year is wider than a screen; its sum is seen all the same
        header.add("Total");
        matrix.months().forEach(month -> header.add(month.name()));
        List<List<Cell>> rows = new ArrayList<>();
        matrix.rows().forEach(row -> rows.add(row(view, matrix, row)));
        if (!rows.isEmpty()) {
            rows.add(totals(view, matrix));
        }
        return Optional.of(new Panel(
                id(),
                months ? "Revenue by month and " + by.code() : "Revenue by " + by.code(),
                "Agreed price of won deals by close date, in " + matrix.unit() + ".",
                months ? byMonth(matrix) : byPart(matrix),
                header,
                rows));
    }

    private static Chart byMonth(FigureMatrix matrix) {
        return new Chart(
                "bar",
                false,
                true,
                matrix.unit(),
                matrix.months().stream().map(FigureMatrix.Part::name).toList(),
                matrix.rows().stream()
                        .map(row -> new Series(row.name(), texts(row.values())))
                        .toList());
    }

    private static Chart byPart(FigureMatrix matrix) {
        List<@Nullable Object> totals = new ArrayList<>();
        matrix.rows().forEach(row -> totals.add(row.total()));
        return new Chart(
                "bar",
                true,
                false,
                matrix.unit(),
                matrix.rows().stream().map(FigureMatrix.Row::name).toList(),
                List.of(new Series("Revenue", texts(totals))));
    }

    private static List<@Nullable String> texts(List<@Nullable Object> values) {
        List<@Nullable String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(Objects.toString(value, null)));
        return texts;
    }

    private List<Cell> row(BoardView view, FigureMatrix matrix, FigureMatrix.Row row) {
        boolean narrows = by == Dimension.REGION || by == Dimension.TEAM || by == Dimension.REP;
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(
                row.name(), narrows && !row.key().isEmpty() ? view.address().board(by, row.key()) : null));
        Selection part = view.selection().only(by, row.key());
        cells.add(Cell.value(matrix.unit(), row.total(), view.address().facts(REVENUE, part)));
        for (int i = 0; i < matrix.months().size(); i++) {
            Selection month = part.only(Dimension.MONTH, matrix.months().get(i).key());
            cells.add(Cell.value(
                    matrix.unit(), row.values().get(i), view.address().facts(REVENUE, month)));
        }
        return cells;
    }

    private static List<Cell> totals(BoardView view, FigureMatrix matrix) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.text("Total")));
        cells.add(Cell.value(matrix.unit(), matrix.total(), view.address().facts(REVENUE)));
        for (int i = 0; i < matrix.months().size(); i++) {
            String month = matrix.months().get(i).key();
            cells.add(Cell.value(
                    matrix.unit(), matrix.monthTotals().get(i), view.address().facts(REVENUE, Dimension.MONTH, month)));
        }
        return cells;
    }

    private static String capitalised(String code) {
        return org.springframework.util.StringUtils.capitalize(code);
    }
}
