package io.tradewind.kpi.web;

import io.tradewind.kpi.ApprovalTimes;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.kpi.web.Panel.Chart;
import io.tradewind.kpi.web.Panel.Series;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.util.StringUtils;

/** How many approvals were decided and how long that took, by who decided, by what was asked or by the rule they were asked for. */
final class ApprovalTimesPanel implements BoardPanel {

    private static final String HOURS = "working hours";
    private static final int DRAWN = 12;

    private final ApprovalTimes times;
    private final Figures figures;
    private final People people;
    private final ApprovalTimes.By by;

    ApprovalTimesPanel(ApprovalTimes times, Figures figures, People people, ApprovalTimes.By by) {
        this.times = times;
        this.figures = figures;
        this.people = people;
        this.by = by;
    }

    @Override
    public String id() {
        return "approvals-by-" + by.code();
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        if (figures.describe("approval-time", view.sight()).isEmpty()) {
            return Optional.empty();
        }
        List<ApprovalTimes.Row> rows = times.of(view.selection(), by, view.sight()).stream()
                .sorted(Comparator.comparing(row -> row.key() != null))
                .toList();
        List<ApprovalTimes.Row> drawn =
                rows.stream().filter(row -> row.key() != null).limit(DRAWN).toList();
        return Optional.of(new Panel(
                id(),
                switch (by) {
                    case DECIDER -> "Approvals by who decided";
                    case KIND -> "Approvals by kind";
                    case RULE -> "Approvals by rule";
                },
                (by == ApprovalTimes.By.RULE
                                ? "For which rule somebody was asked. An approval asked for by several rules counts under each of"
                                        + " them, once in the total. "
                                : "")
                        + "Decided approvals of this period and the working hours from request to last decision: half of them took"
                        + " no longer than the median, nine in ten no longer than the last column says.",
                new Chart(
                        "bar",
                        true,
                        false,
                        HOURS,
                        drawn.stream().map(this::name).toList(),
                        List.of(
                                new Series(
                                        "Median",
                                        drawn.stream()
                                                .map(row -> hours(row.median()).toPlainString())
                                                .toList()),
                                new Series(
                                        "Nine in ten",
                                        drawn.stream()
                                                .map(row -> hours(row.p90()).toPlainString())
                                                .toList()))),
                List.of(
                        switch (by) {
                            case DECIDER -> "Who decided last";
                            case KIND -> "What was asked";
                            case RULE -> "Why somebody was asked";
                        },
                        "Decided",
                        "Approved",
                        "Median (" + HOURS + ")",
                        "Nine in ten (" + HOURS + ")"),
                rows.stream().map(row -> cells(view, row)).toList(),
                view.heldTo(Dimension.PRODUCT) == null && view.heldTo(Dimension.CUSTOMER) == null
                        ? Panel.NOTHING
                        : "Decided approvals are told by who asked for them, not by product or customer."));
    }

    private List<Cell> cells(BoardView view, ApprovalTimes.Row row) {
        String behind = row.key() == null
                ? view.address().facts("approval-time")
                : view.address().approvals(by, row.key());
        return List.of(
                Cell.text(name(row)),
                Cell.value("approvals", row.n(), behind),
                Cell.value(
                        "share",
                        BigDecimal.valueOf(row.approved()).divide(BigDecimal.valueOf(row.n()), 6, RoundingMode.HALF_UP),
                        behind),
                Cell.value(HOURS, hours(row.median()), behind),
                Cell.value(HOURS, hours(row.p90()), behind));
    }

    private String name(ApprovalTimes.Row row) {
        if (row.key() == null) {
            return "Total";
        }
        return switch (by) {
            case DECIDER -> people.find(row.key()).map(Person::name).orElse(row.key());
            case KIND -> StringUtils.capitalize(row.key().replace('-', ' '));
            case RULE -> row.key();
        };
    }

    private static BigDecimal hours(BigDecimal hours) {
        return hours.setScale(1, RoundingMode.HALF_UP);
    }
}
