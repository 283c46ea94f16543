package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** What customers owe today, by how long it is past due; most overdue first. */
final class ReceivablesByAgePanel implements BoardPanel {

    private static final String OPEN = "open-receivables";
    private static final List<String> AGES =
            List.of("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days");

    private final Figures figures;
    private final WorkingTime workingTime;
    private final Dimension by;

    ReceivablesByAgePanel(Figures figures, WorkingTime workingTime, Dimension by) {
        this.figures = figures;
        this.workingTime = workingTime;
        this.by = by;
    }

    /** What one owes, by age. */
    private record Debt(String key, String name, BigDecimal[] byAge) {

        BigDecimal total() {
            return sum(0);
        }

        BigDecimal overdue() {
            return sum(1);
        }

        private BigDecimal sum(int first) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = first; i < byAge.length; i++) {
                sum = sum.add(byAge[i]);
            }
            return sum;
        }
    }

    @Override
    public String id() {
        return "receivables-by-" + by.code();
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        if (view.heldTo(by) != null && by != Dimension.REP) {
            return Optional.empty();
        }
        List<Selection> ages = ages(view.selection());
        Map<String, Debt> debts = new HashMap<>();
        Debt all = new Debt("", "Total", zeros());
        String unit = "";
        for (int age = 0; age < AGES.size(); age++) {
            FigureAnswer answer =
                    figures.answer(OPEN, ages.get(age), by, view.sight()).orElseThrow();
            unit = answer.unit();
            all.byAge()[age] = amount(answer.total());
            for (FigureAnswer.Row row : answer.rows()) {
                debts.computeIfAbsent(row.key(), key -> new Debt(key, row.name(), zeros()))
                        .byAge()[age] = amount(row.value());
            }
        }
        List<Debt> owed = debts.values().stream()
                .filter(debt -> Arrays.stream(debt.byAge()).anyMatch(part -> part.signum() != 0))
                .sorted(Comparator.comparing(Debt::overdue)
                        .thenComparing(Debt::total)
                        .reversed()
                        .thenComparing(Debt::name))
                .toList();
        return Optional.of(panel(view, unit, ages, all, owed));
    }

    private Panel panel(BoardView view, String unit, List<Selection> ages, Debt all, List<Debt> owed) {
        List<String> header = new ArrayList<>(List.of(StringUtils.capitalize(by.code())));
        header.add("Total");
        header.addAll(AGES);
        List<Debt> told = new ArrayList<>(owed);
        if (!owed.isEmpty()) {
            told.add(0, all);
        }
        return new Panel(
                id(),
                "Receivables by age and " + by.code(),
                "What is open today, whatever the period, in " + unit
                        + ": instalments less payments, credit notes and write-offs, by the days they are past due.",
                owed.isEmpty() || by != Dimension.REP ? null : chart(unit, all),
                header,
                new Rows<>(told, debt -> row(view, unit, ages, debt)),
                "Nobody owes anything.");
    }

    private static Chart chart(String unit, Debt all) {
        List<String> values = new ArrayList<>();
        for (BigDecimal part : all.byAge()) {
            values.add(part.toPlainString());
        }
        return new Chart("bar", false, false, unit, AGES, List.of(new Series("Open", List.copyOf(values))));
    }

    private List<Cell> row(BoardView view, String unit, List<Selection> ages, Debt debt) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(
                debt.name(), debt.key().isEmpty() ? null : view.address().board(by, debt.key())));
        cells.add(Cell.value(
                unit,
                debt.total(),
                facts(view, new Selection(null, null, ages.get(0).only()), debt)));
        for (int age = 0; age < AGES.size(); age++) {
            cells.add(Cell.value(unit, debt.byAge()[age], facts(view, ages.get(age), debt)));
        }
        return cells;
    }

    private String facts(BoardView view, Selection age, Debt debt) {
        return view.address().facts(OPEN, debt.key().isEmpty() ? age : age.only(by, debt.key()));
    }

    private List<Selection> ages(Selection selection) {
        LocalDate today = workingTime.today();
        Map<Dimension, String> only = new EnumMap<>(Dimension.class);
        only.putAll(selection.only());
        only.remove(Dimension.MONTH);
        return List.of(
                new Selection(today, null, only),
                new Selection(today.minusDays(30), today.minusDays(1), only),
                new Selection(today.minusDays(60), today.minusDays(31), only),
                new Selection(today.minusDays(90), today.minusDays(61), only),
                new Selection(null, today.minusDays(91), only));
    }

    private static BigDecimal amount(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO.setScale(2) : new BigDecimal(value.toString());
    }

    private static BigDecimal[] zeros() {
        BigDecimal[] zeros = new BigDecimal[AGES.size()];
        Arrays.fill(zeros, amount(null));
        return zeros;
    }
}
