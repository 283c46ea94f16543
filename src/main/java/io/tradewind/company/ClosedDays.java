package io.tradewind.company;

import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.Holidays.Holiday;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The days on which the company, or a region of it, does not work. Dates that are already set do not move. */
@Service
@Transactional
public class ClosedDays {

    private static final int LONGEST = 100;

    private final Holidays holidays;
    private final People people;
    private final WorkingTime workingTime;

    ClosedDays(Holidays holidays, People people, WorkingTime workingTime) {
        this.workingTime = workingTime;
        this.holidays = holidays;
        this.people = people;
    }

    /** All from that day on, in order. */
    @Transactional(readOnly = true)
    public List<Holiday> from(LocalDate day) {
        return holidays.from(day);
    }

    /** Group ids of the regions that somebody works in. */
    @Transactional(readOnly = true)
    public List<String> regions() {
        return people.all().stream()
                .filter(Person::active)
                .map(Person::region)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * @param region group id or its name; null or blank closes the whole company
     * @return false if it is known already
     * @throws Refused naming the field that cannot be taken
     */
    public boolean declare(@Nullable LocalDate day, @Nullable String name, @Nullable String region) {
        if (day == null) {
            throw new Refused("day", "Give the day like 2027-01-01.");
        }
        Days.check("day", day);
        if (day.isBefore(workingTime.today().minusYears(1).withDayOfYear(1))) {
            throw new Refused("day", "The day lies before last year; no deadline is counted there any more.");
        }
        String called = name == null ? "" : name.strip();
        if (called.isEmpty()
                || called.length() > LONGEST
                || !Texts.clean(called)
                || called.lines().count() > 1) {
            throw new Refused("name", "Say which holiday it is, on one line of at most " + LONGEST + " characters.");
        }
        Holiday holiday = new Holiday(known(region), day, called);
        if (holidays.from(day).contains(holiday)) {
            return false;
        }
        holidays.declare(holiday);
        return true;
    }

    /** Takes one back; nothing if there is none. */
    public void revoke(LocalDate day, @Nullable String region) {
        holidays.revoke(region == null || region.isBlank() ? null : region, day);
    }

    private @Nullable String known(@Nullable String region) {
        if (region == null || region.isBlank()) {
            return null;
        }
        String words = region.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        String id = words.startsWith("region-") ? words : "region-" + words;
        if (!regions().contains(id)) {
            throw new Refused(
                    "region",
                    "Nobody works in '" + (region.length() <= 60 ? region : region.substring(0, 57) + "...")
                            + "'. Regions are " + String.join(", ", regions())
                            + "; empty is the whole company.");
        }
        return id;
    }
}
