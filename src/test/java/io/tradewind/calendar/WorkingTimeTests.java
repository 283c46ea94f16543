package io.tradewind.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import io.tradewind.organization.Regions;
import io.tradewind.support.TradewindTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class WorkingTimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Wednesday far from every other test's dates. */
    private static final LocalDate HOLIDAY = LocalDate.of(2041, 5, 1);

    @Autowired
    private Holidays holidays;

    @Autowired
    private Regions regions;

    @AfterEach
    void noHolidays() {
        holidays.revoke(null, HOLIDAY);
        holidays.revoke("region-east", HOLIDAY);
        regions.locate("region-east", ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        // clocks go forward on 2026-03-08 and back on 2026-11-01 in New York: not when they do in Berlin
        "2026-03-06T17:00, 2, 2026-03-09T10:00",
        "2026-10-30T17:00, 2, 2026-11-02T10:00",
        "2026-11-20T17:00, 2, 2026-11-23T10:00"
    })
    void aRegionWorksInItsOwnTimeZone(LocalDateTime from, long hours, LocalDateTime expected) {
        ZoneId newYork = ZoneId.of("America/New_York");
        regions.locate("region-east", newYork);
        WorkingTime east = berlin().in("region-east");

        Instant start = from.atZone(newYork).toInstant();
        assertThat(east.plusHours(start, hours))
                .isEqualTo(expected.atZone(newYork).toInstant());
        assertThat(east.between(start, expected.atZone(newYork).toInstant())).isEqualTo(Duration.ofHours(hours));
        assertThat(east.plusDays(start, 1))
                .isEqualTo(expected.toLocalDate().atTime(17, 0).atZone(newYork).toInstant());
    }

    @Test
    void aRegionRestsOnItsOwnHolidaysAndTheCompanys() {
        Instant before =
                HOLIDAY.minusDays(1).atTime(17, 0).atOffset(ZoneOffset.UTC).toInstant();
        holidays.declare(new Holidays.Holiday("region-east", HOLIDAY, "Regional day"));
        WorkingTime utc = new CompanyWorkingTime(Clock.systemUTC(), holidays, regions, ZoneId.of("UTC"));

        Instant inTheEast = utc.in("region-east").plusHours(before, 2);
        Instant elsewhere = utc.in("region-west").plusHours(before, 2);

        assertThat(inTheEast)
                .isEqualTo(HOLIDAY.plusDays(1)
                        .atTime(10, 0)
                        .atOffset(ZoneOffset.UTC)
                        .toInstant());
        assertThat(elsewhere)
                .isEqualTo(HOLIDAY.atTime(10, 0).atOffset(ZoneOffset.UTC).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        // Friday afternoon into Monday morning
        "2026-11-20T17:00, 2, 2026-11-23T10:00",
        // to the last minute, not beyond
        "2026-11-20T17:00, 1, 2026-11-20T18:00",
        "2026-11-20T09:00, 9, 2026-11-20T18:00",
        "2026-11-20T09:00, 10, 2026-11-23T10:00",
        // before opening, at closing, on a weekend
        "2026-11-20T03:00, 1, 2026-11-20T10:00",
        "2026-11-20T18:00, 1, 2026-11-23T10:00",
        "2026-11-21T12:00, 0, 2026-11-23T09:00",
        "2026-11-20T12:30, 0, 2026-11-20T12:30",
        // clocks go forward on 2026-03-29, back on 2026-10-25: an office hour stays an hour
        "2026-03-27T17:00, 2, 2026-03-30T10:00",
        "2026-10-23T17:00, 2, 2026-10-26T10:00",
        "2026-11-16T09:00, 90, 2026-11-27T18:00"
    })
    void hoursCountOnlyWhileTheOfficeIsOpen(LocalDateTime from, long hours, LocalDateTime expected) {
        assertThat(berlin().plusHours(at(from), hours)).isEqualTo(at(expected));
        assertThat(berlin().between(at(from), at(expected))).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T17:00, 1, 2026-11-23T17:00",
        "2026-11-20T17:00, 0, 2026-11-20T17:00",
        "2026-11-21T12:00, 1, 2026-11-24T09:00",
        "2026-11-19T20:00, 1, 2026-11-23T09:00",
        // the same time on the wall, though the clocks have changed
        "2026-03-27T10:00, 1, 2026-03-30T10:00",
        "2026-10-23T10:00, 5, 2026-10-30T10:00"
    })
    void daysKeepTheTimeOnTheWall(LocalDateTime from, long days, LocalDateTime expected) {
        assertThat(berlin().plusDays(at(from), days)).isEqualTo(at(expected));
    }

    @Test
    void aHolidayOfTheCompanyIsNoWorkingDay() {
        LocalDateTime evening = LocalDateTime.of(2041, 4, 30, 17, 0);
        assertThat(berlin().plusHours(at(evening), 2)).isEqualTo(at(LocalDateTime.of(2041, 5, 1, 10, 0)));

        holidays.declare(new Holidays.Holiday(null, HOLIDAY, "Labour Day"));

        assertThat(berlin().plusHours(at(evening), 2)).isEqualTo(at(LocalDateTime.of(2041, 5, 2, 10, 0)));
        assertThat(berlin().plusDays(at(evening), 1)).isEqualTo(at(LocalDateTime.of(2041, 5, 2, 17, 0)));
        assertThat(berlin().workingDaysBetween(HOLIDAY.minusDays(1), HOLIDAY.plusDays(1)))
                .isEqualTo(1);
        assertThat(berlin().between(at(evening), at(LocalDateTime.of(2041, 5, 2, 10, 0))))
                .isEqualTo(Duration.ofHours(2));
        holidays.revoke(null, HOLIDAY);
        assertThat(berlin().workingDaysBetween(HOLIDAY.minusDays(1), HOLIDAY.plusDays(1)))
                .isEqualTo(2);
    }

    @Test
    void aHolidayOfOneRegionIsNobodyElses() {
        holidays.declare(new Holidays.Holiday("region-east", HOLIDAY, "Founders' Day"));

        assertThat(holidays.isHoliday(HOLIDAY, "region-east")).isTrue();
        assertThat(holidays.isHoliday(HOLIDAY, "region-west")).isFalse();
        assertThat(holidays.isHoliday(HOLIDAY, null)).isFalse();
        assertThat(berlin().workingDaysBetween(HOLIDAY.minusDays(1), HOLIDAY)).isEqualTo(1);
    }

    @Test
    void aHolidayIsDeclaredOnceAndCanBeRenamed() {
        holidays.declare(new Holidays.Holiday(null, HOLIDAY, "Mayday"));
        holidays.declare(new Holidays.Holiday(null, HOLIDAY, "Labour Day"));

        assertThat(holidays.from(HOLIDAY)).containsExactly(new Holidays.Holiday(null, HOLIDAY, "Labour Day"));
        assertThatThrownBy(() -> holidays.declare(new Holidays.Holiday(null, HOLIDAY, " ")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theOfficesZoneDecidesWhatTimeAndDayItIs() {
        Instant lateInUtc = Instant.parse("2026-11-19T23:30:00Z");
        WorkingTime tokyo = new CompanyWorkingTime(
                Clock.fixed(lateInUtc, ZoneOffset.UTC), holidays, regions, ZoneId.of("Asia/Tokyo"));
        WorkingTime newYork = new CompanyWorkingTime(
                Clock.fixed(lateInUtc, ZoneOffset.UTC), holidays, regions, ZoneId.of("America/New_York"));

        assertThat(tokyo.today()).isEqualTo("2026-11-20");
        assertThat(newYork.today()).isEqualTo("2026-11-19");
        assertThat(tokyo.plusHours(lateInUtc, 1)).isEqualTo(Instant.parse("2026-11-20T01:00:00Z"));
        assertThat(newYork.plusHours(lateInUtc, 1)).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
    }

    @Test
    void timeDoesNotRunBackwards() {
        Instant now = at(LocalDateTime.of(2026, 11, 20, 12, 0));

        assertThat(berlin().between(now, now)).isZero();
        assertThat(berlin().between(now, now.minusSeconds(3600))).isZero();
        assertThat(berlin().workingDaysBetween(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20)))
                .isZero();
        assertThat(berlin().workingDaysBetween(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 20)))
                .isZero();
        assertThat(berlin().workingDaysBetween(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 23)))
                .isEqualTo(1);
    }

    private WorkingTime berlin() {
        return new CompanyWorkingTime(Clock.systemUTC(), holidays, regions, BERLIN);
    }

    private static Instant at(LocalDateTime inBerlin) {
        return inBerlin.atZone(BERLIN).toInstant();
    }
}
