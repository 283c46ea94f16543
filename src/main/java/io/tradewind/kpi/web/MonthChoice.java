package io.tradewind.kpi.web;

import io.tradewind.engine.Refused;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The month that a page shows, and those a click away. */
record MonthChoice(YearMonth month, LocalDate today) {

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    /**
     * @param text as {@code 2017-12}; none is this month
     * @throws Refused if it is no month
     */
    static MonthChoice of(@Nullable String text, LocalDate today) {
        if (text == null || text.isBlank()) {
            return new MonthChoice(YearMonth.from(today), today);
        }
        if (!text.strip().matches("(19|2\\d)\\d\\d-(0[1-9]|1[0-2])")) {
            throw new Refused("month", "'" + text + "' is no month; write it like 2026-03.");
        }
        return new MonthChoice(YearMonth.parse(text.strip()), today);
    }

    /** As people say it, e.g. {@code December 2017}. */
    static String words(YearMonth month) {
        return WORDS.format(month);
    }

    public String words() {
        return words(month);
    }

    public YearMonth before() {
        return month.minusMonths(1);
    }

    public YearMonth after() {
        return month.plusMonths(1);
    }

    public String beforeInWords() {
        return words(before());
    }

    public String afterInWords() {
        return words(after());
    }

    /** Whether all its days are past. */
    boolean isOver() {
        return month.atEndOfMonth().isBefore(today);
    }
}
