package io.tradewind.engine.web;

import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people type into our forms. */
public final class FormFields {

    /** Thousands may be set apart by commas or spaces. */
    private static final Pattern AMOUNT = Pattern.compile("[-−]?(\\d{1,30}|\\d{1,3}([, ]\\d{3}){1,9})(\\.\\d{1,2})?");

    private FormFields() {}

    /**
     * An amount of money, below zero too. How large it may be is for whoever takes it to say; at most 30 digits before the
     * point come that far.
     *
     * @throws Refused if it is empty, in another notation, or has more than two digits after the point
     */
    public static BigDecimal amount(String field, @Nullable String text) {
        String told = text == null ? "" : text.strip();
        if (!AMOUNT.matcher(told).matches()) {
            throw new Refused(field, "Write the amount with a point and at most two decimals, like 1250.00.");
        }
        return new BigDecimal(told.replace('−', '-').replace(",", "").replace(" ", ""));
    }

    /** Null if nothing was typed. */
    public static @Nullable BigDecimal optionalAmount(String field, @Nullable String text) {
        return text == null || text.isBlank() ? null : amount(field, text);
    }

    /** @throws Refused if it is no day, or none that somebody can mean */
    public static LocalDate date(String field, @Nullable String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text.strip());
            Days.check(field, day);
            return day;
        } catch (DateTimeParseException e) {
            throw new Refused(field, "Give the day like 2026-03-31.");
        }
    }

    /** Null if nothing was typed. */
    public static @Nullable LocalDate optionalDate(String field, @Nullable String text) {
        return text == null || text.isBlank() ? null : date(field, text);
    }

    /** @throws Refused if it is no month */
    public static YearMonth month(String field, @Nullable String text) {
        try {
            return YearMonth.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException e) {
            throw new Refused(field, "Give the month like 2026-03.");
        }
    }
}
