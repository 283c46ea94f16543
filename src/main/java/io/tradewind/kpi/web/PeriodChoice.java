package io.tradewind.kpi.web;

import io.tradewind.kpi.Selection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * A period that is one click away, with the other filters as they are.
 *
 * @param current whether it is the one that is shown
 */
record PeriodChoice(String title, String href, boolean current) {

    static List<PeriodChoice> around(LocalDate today, Selection selection) {
        YearMonth month = YearMonth.from(today);
        YearMonth quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        return List.of(
                of("This month", month, 1, selection),
                of("Last month", month.minusMonths(1), 1, selection),
                of("This quarter", quarter, 3, selection),
                of("Last quarter", quarter.minusMonths(3), 3, selection),
                of("This year", month.withMonth(1), 12, selection),
                of("Last year", month.withMonth(1).minusYears(1), 12, selection),
                of("Last 12 months", month.minusMonths(11), 12, selection),
                choice("Everything", new Selection(null, null, selection.only()), selection));
    }

    private static PeriodChoice of(String title, YearMonth first, int months, Selection selection) {
        return choice(
                title,
                new Selection(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth(), selection.only()),
                selection);
    }

    private static PeriodChoice choice(String title, Selection offered, Selection selection) {
        return new PeriodChoice(
                title,
                new BoardAddress(offered).board(),
                Objects.equals(offered.from(), selection.from()) && Objects.equals(offered.to(), selection.to()));
    }
}
