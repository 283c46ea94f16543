package io.tradewind.kpi;

import io.tradewind.engine.Refused;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * With which period a figure is compared. One that is not over is compared up to the same day: the first eleven days of a
 * month with the first eleven of the month before.
 */
public enum Earlier {
    /** The one that ends where this begins: as many months if these are whole ones, otherwise as many days. */
    PREVIOUS_PERIOD,
    /** The same days of the year before; an end of a month stays one. */
    PREVIOUS_YEAR;

    /** As clients name it, e.g. {@code previous-year}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What clients call so. */
    public static Optional<Earlier> ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** As {@link #of}; empty where there is nothing to compare with: no beginning or end, or all of it to come. */
    public Optional<Selection> find(Selection selection, LocalDate today) {
        LocalDate from = selection.from();
        return from == null
                        || selection.to() == null
                        || from.isAfter(today)
                        || from.getYear() <= LocalDate.EPOCH.getYear()
                ? Optional.empty()
                : Optional.of(of(selection, today));
    }

    /**
     * The same selection of the earlier period.
     *
     * @param today so far the period has come
     * @throws Refused if there is no period to be before, which needs a first and a last day or a month
     */
    Selection of(Selection selection, LocalDate today) {
        Map<Dimension, String> only = new HashMap<>(selection.only());
        LocalDate from = selection.from();
        LocalDate to = selection.to();
        String month = only.remove(Dimension.MONTH);
        if (month != null && !month.isEmpty()) {
            YearMonth held = YearMonth.parse(month);
            from = from == null || from.isBefore(held.atDay(1)) ? held.atDay(1) : from;
            to = to == null || to.isAfter(held.atEndOfMonth()) ? held.atEndOfMonth() : to;
        }
        if (from == null || to == null) {
            throw new Refused(
                    "compare",
                    "There is no period before everything: say from which day to which, with 'from' and 'to'.");
        }
        LocalDate last = from.isAfter(today) || to.isBefore(today) ? to : today;
        Period earlier = this == PREVIOUS_YEAR ? months(from, last, 12) : justBefore(from, to, last);
        return new Selection(earlier.first(), earlier.last(), Map.copyOf(only));
    }

    private static Period justBefore(LocalDate from, LocalDate to, LocalDate last) {
        if (from.getDayOfMonth() == 1 && isMonthEnd(to)) {
            return months(from, last, ChronoUnit.MONTHS.between(from, to.plusDays(1)));
        }
        long days = ChronoUnit.DAYS.between(from, last) + 1;
        return new Period(from.minusDays(days), from.minusDays(1));
    }

    private static Period months(LocalDate from, LocalDate last, long back) {
        LocalDate end =
                isMonthEnd(last) ? YearMonth.from(last).minusMonths(back).atEndOfMonth() : last.minusMonths(back);
        return new Period(from.minusMonths(back), end);
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(YearMonth.from(day).atEndOfMonth());
    }
}
