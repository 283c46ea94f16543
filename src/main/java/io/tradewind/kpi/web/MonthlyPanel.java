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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several figures side by side, month by month. */
final class MonthlyPanel implements BoardPanel {

    private final Figures figures;
    private final String id;
    private final String title;
    private final String note;
    private final String type;
    private final int drawn;
    private final List<Column> columns;

    /**
     * One figure.
     *
     * @param title of its column
     * @param needed whether the panel tells nothing without it
     */
    record Column(String figure, String title, boolean needed) {

        static Column needed(String figure, String title) {
            return new Column(figure, title, true);
        }

        static Column known(String figure, String title) {
            return new Column(figure, title, false);
        }
    }

    /**
     * @param type {@code bar} or {@code line}
     * @param drawn how many of the columns, from the first, are in the chart; they have one unit
     */
    MonthlyPanel(Figures figures, String id, String title, String note, String type, int drawn, List<Column> columns) {
        this.figures = figures;
        this.id = id;
        this.title = title;
        this.note = note;
        this.type = type;
        this.drawn = drawn;
        this.columns = List.copyOf(columns);
    }

    private record Shown(Column column, FigureAnswer answer, Map<String, Object> values, boolean inChart) {}

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        Map<String, FigureAnswer> answers = figures.answers(
                columns.stream().map(Column::figure).toList(), view.selection(), Dimension.MONTH, view.sight());
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            FigureAnswer answer = answers.get(column.figure());
            if (answer == null && column.needed()) {
                return Optional.empty();
            }
            if (answer != null) {
                shown.add(new Shown(column, answer, values(answer), i < drawn));
            }
        }
        Map<String, String> months = new TreeMap<>();
        shown.forEach(one -> one.answer().rows().stream()
                .filter(row -> row.value() != null)
                .forEach(row -> months.put(row.key(), row.name())));
        return Optional.of(new Panel(id, title, note, chart(shown, months), header(shown), rows(view, shown, months)));
    }

    private static Map<String, Object> values(FigureAnswer answer) {
        return answer.rows().stream()
                .filter(row -> row.value() != null)
                .collect(Collectors.toMap(FigureAnswer.Row::key, FigureAnswer.Row::value));
    }

    private static List<String> header(List<Shown> shown) {
        List<String> header = new ArrayList<>(List.of("Month"));
        shown.forEach(
                one -> header.add(Heading.of(one.column().title(), one.answer().unit())));
        return header;
    }

    private static List<List<Cell>> rows(BoardView view, List<Shown> shown, Map<String, String> months) {
        List<List<Cell>> rows = new ArrayList<>();
        if (months.isEmpty()) {
            return rows;
        }
        months.forEach((month, name) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(name)));
            shown.forEach(one -> row.add(Cell.value(
                    one.answer().unit(),
                    one.values().get(month),
                    view.address().facts(one.column().figure(), Dimension.MONTH, month))));
            rows.add(row);
        });
        List<Cell> total = new ArrayList<>(List.of(Cell.text("Total")));
        shown.forEach(one -> total.add(Cell.value(
                one.answer().unit(),
                one.answer().total(),
                view.address().facts(one.column().figure()))));
        rows.add(total);
        return rows;
    }

    private Chart chart(List<Shown> shown, Map<String, String> months) {
        List<Shown> charted = shown.stream().filter(Shown::inChart).toList();
        String unit = charted.get(0).answer().unit();
        return new Chart(
                type,
                false,
                false,
                Heading.drawnUnit(unit),
                List.copyOf(months.values()),
                charted.stream()
                        .map(one -> new Series(one.column().title(), drawn(unit, one, months)))
                        .toList());
    }

    private static List<@Nullable String> drawn(String unit, Shown one, Map<String, String> months) {
        List<@Nullable String> values = new ArrayList<>();
        months.keySet().forEach(month -> values.add(drawn(unit, one.values().get(month))));
        return values;
    }

    /** A count of nothing is none; a rate of nothing is a gap in the line. */
    private static @Nullable String drawn(String unit, @Nullable Object value) {
        if (value == null) {
            return unit.equals("deals") ? "0" : null;
        }
        return Heading.drawn(unit, value);
    }
}
