package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Target, actual and gap of a month, of one rep or of a team. */
@Component
class MonthNumbers {

    private static final String ACTUAL = "revenue";
    private static final String TARGET = "target-revenue";

    private final Figures figures;
    private final String currency;

    MonthNumbers(Figures figures, @Value("${tradewind.company.currency}") String currency) {
        this.figures = figures;
        this.currency = currency;
    }

    /**
     * A number at the head of a page.
     *
     * @param note what it means, in words
     */
    record Number(String title, String value, String unit, String note, @Nullable String href) {}

    /** @param gap empty without a target */
    record Numbers(List<Number> shown, Optional<BigDecimal> gap, boolean empty) {}

    Numbers of(BoardView view, MonthChoice chosen) {
        BigDecimal actual = total(ACTUAL, view).orElse(BigDecimal.ZERO.setScale(2));
        Optional<BigDecimal> target = total(TARGET, view);
        Optional<BigDecimal> gap =
                target.map(aimed -> aimed.subtract(actual).max(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP));
        List<Number> numbers = new ArrayList<>();
        numbers.add(new Number(
                "Target",
                target.map(this::money).orElse("None published"),
                target.isPresent() ? currency : "",
                "revenue of " + chosen.words(),
                target.isPresent() ? view.address().facts(TARGET) : null));
        numbers.add(new Number(
                "Actual",
                money(actual),
                currency,
                "agreed price of deals won",
                view.address().facts(ACTUAL)));
        String open = chosen.isOver()
                ? "was missing at the end"
                : "still to win by " + chosen.month().atEndOfMonth();
        numbers.add(new Number(
                "Gap",
                gap.map(this::money).orElse(Shown.NOTHING),
                gap.isPresent() ? currency : "",
                gap.map(left -> left.signum() == 0 ? "the target is reached" : open)
                        .orElse("without a target there is none"),
                gap.isPresent() ? view.address().facts("target-attainment") : null));
        return new Numbers(numbers, gap, actual.signum() == 0 && target.isEmpty());
    }

    Optional<BigDecimal> total(String figure, BoardView view) {
        return figures.answer(figure, view.selection(), null, view.sight())
                .map(FigureAnswer::total)
                .map(value -> new BigDecimal(value.toString()));
    }

    /** The last month before this one in which something was won. */
    Optional<YearMonth> lastWithSales(BoardView view, YearMonth before) {
        Selection earlier = new Selection(
                null, before.atDay(1).minusDays(1), view.selection().only());
        return figures.answer(ACTUAL, earlier, Dimension.MONTH, view.sight()).stream()
                .flatMap(answer -> answer.rows().stream())
                .filter(row -> row.value() != null && new BigDecimal(row.value().toString()).signum() != 0)
                .map(row -> YearMonth.parse(row.key()))
                .max(Comparator.naturalOrder());
    }

    String money(BigDecimal amount) {
        return Shown.value(currency, amount);
    }
}
