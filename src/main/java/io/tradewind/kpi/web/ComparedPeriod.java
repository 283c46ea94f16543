package io.tradewind.kpi.web;

import io.tradewind.kpi.Selection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The periods a period is compared with. One that is not over is compared up to the same day: the first eleven days of
 * a month with the first eleven of the month before.
 *
 * @param before as long, right before it; whole months are compared with as many whole months
 * @param lastYear the same days a year earlier
 */
record ComparedPeriod(Selection before, Selection lastYear) {

    /** Empty for a period without beginning or end, and for one that is all to come. */
    static Optional<ComparedPeriod> of(Selection selection, LocalDate today) {
        LocalDate from = selection.from();
        LocalDate to = selection.to();
        if (from == null || to == null || from.isAfter(today) || from.getYear() <= LocalDate.EPOCH.getYear()) {
            return Optional.empty();
        }
        LocalDate last = to.isAfter(today) ? today : to;
        return Optional.of(new ComparedPeriod(before(selection, from, to, last), shifted(selection, from, last, 12)));
    }

    private static Selection before(Selection selection, LocalDate from, LocalDate to, LocalDate last) {
        if (from.getDayOfMonth() == 1 && isMonthEnd(to)) {
            return shifted(selection, from, last, ChronoUnit.MONTHS.between(from, to.plusDays(1)));
        }
        long days = ChronoUnit.DAYS.between(from, last) + 1;
        return new Selection(from.minusDays(days), from.minusDays(1), selection.only());
    }

    private static Selection shifted(Selection selection, LocalDate from, LocalDate last, long months) {
        LocalDate end =
                isMonthEnd(last) ? YearMonth.from(last).minusMonths(months).atEndOfMonth() : last.minusMonths(months);
        return new Selection(from.minusMonths(months), end, selection.only());
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(YearMonth.from(day).atEndOfMonth());
    }
}
