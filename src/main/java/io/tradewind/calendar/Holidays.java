package io.tradewind.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days on which nobody works, beside the weekends. */
public interface Holidays {

    /**
     * A holiday.
     *
     * @param region group id of the region that has it; null is the whole company
     */
    record Holiday(@Nullable String region, LocalDate day, String name) {}

    /** Declares a holiday, or renames it. Dates that are already set do not move. */
    void declare(Holiday holiday);

    /** Takes a holiday back; nothing if it is none. */
    void revoke(@Nullable String region, LocalDate day);

    /** All from that day on, in order. */
    List<Holiday> from(LocalDate day);

    /**
     * Whether the whole company has a holiday on that day, or this region has.
     *
     * @param region group id; null asks for the whole company only
     */
    boolean isHoliday(LocalDate day, @Nullable String region);
}
