package io.tradewind.engine;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days somebody can mean: no slip of a year, and none that the database or a calendar cannot hold. */
public final class Days {

    private Days() {}

    public static boolean isPlausible(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() <= 2100;
    }

    /** @throws Refused naming the field; null is nobody's day */
    public static void check(String field, @Nullable LocalDate day) {
        if (day != null && !isPlausible(day)) {
            throw new Refused(field, "The day " + day + " must lie between 1900 and 2100.");
        }
    }

    /**
     * For a day that lies ahead by its meaning, such as that of the next visit.
     *
     * @param label what people read beside the field
     * @param today the company's
     * @throws Refused naming the field if the day has passed; null is nobody's day
     */
    public static void checkAhead(String field, String label, @Nullable LocalDate day, LocalDate today) {
        if (day != null && day.isBefore(today)) {
            throw new Refused(field, label + ": " + day + " has passed. Choose a day from today on.");
        }
    }
}
