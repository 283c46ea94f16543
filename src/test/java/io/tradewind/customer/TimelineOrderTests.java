package io.tradewind.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineOrderTests {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    @Test
    void withinADayWhatHasNoTimeStandsWhereItsStageBelongs() {
        List<TimelineEntry> day = List.of(
                at("2026-11-22T18:56:00Z", TimelineKind.HANDOVER),
                at("2026-11-22T18:50:00Z", TimelineKind.CONTRACT),
                at("2026-11-22T18:48:00Z", TimelineKind.QUOTATION),
                at("2026-11-22T18:44:00Z", TimelineKind.LEAD),
                on("2026-11-21T23:00:00Z", TimelineKind.PAYMENT),
                on("2026-11-21T23:00:00Z", TimelineKind.ORDER),
                on("2026-11-21T23:00:00Z", TimelineKind.DEAL_CLOSED),
                on("2026-11-21T23:00:00Z", TimelineKind.DEAL));

        assertThat(kinds(day))
                .containsExactly(
                        TimelineKind.HANDOVER,
                        TimelineKind.PAYMENT,
                        TimelineKind.ORDER,
                        TimelineKind.CONTRACT,
                        TimelineKind.DEAL_CLOSED,
                        TimelineKind.QUOTATION,
                        TimelineKind.DEAL,
                        TimelineKind.LEAD);
    }

    @Test
    void timesAndDaysKeepTheirOrder() {
        List<TimelineEntry> days = List.of(
                at("2026-11-22T10:00:00Z", TimelineKind.LEAD),
                at("2026-11-22T09:00:00Z", TimelineKind.MAIL),
                on("2026-11-20T23:00:00Z", TimelineKind.INVOICE),
                at("2026-11-20T09:00:00Z", TimelineKind.LEAD));

        assertThat(kinds(days))
                .containsExactly(TimelineKind.LEAD, TimelineKind.MAIL, TimelineKind.INVOICE, TimelineKind.LEAD);
    }

    @Test
    void aDayWithTimesIsLeftToTheNextPageWhereItWouldBeCut() {
        List<TimelineEntry> page = List.of(
                at("2026-11-22T10:00:00Z", TimelineKind.MAIL),
                at("2026-11-22T09:00:00Z", TimelineKind.CONTACT),
                at("2026-11-21T10:00:00Z", TimelineKind.CONTRACT),
                at("2026-11-21T09:00:00Z", TimelineKind.LEAD));

        Timeline.Page whole = TimelineOrder.wholeDays(new Timeline.Page(page, "more"), OSLO);

        assertThat(whole.entries()).isEqualTo(page.subList(0, 2));
        assertThat(whole.next()).isEqualTo(TimelineCursor.of(page.get(1)).toString());
    }

    @Test
    void aPageStaysWhereItsEndCutsNothingOrIsMostOfIt() {
        TimelineEntry today = at("2026-11-22T10:00:00Z", TimelineKind.MAIL);
        List<TimelineEntry> byDay = List.of(today, on("2026-11-20T23:00:00Z", TimelineKind.INVOICE));
        List<TimelineEntry> oneDay = List.of(
                today,
                at("2026-11-21T10:00:00Z", TimelineKind.CONTRACT),
                at("2026-11-21T09:00:00Z", TimelineKind.LEAD));

        for (Timeline.Page page : List.of(
                new Timeline.Page(byDay, "more"), new Timeline.Page(oneDay, "more"), new Timeline.Page(oneDay, null))) {
            assertThat(TimelineOrder.wholeDays(page, OSLO)).isSameAs(page);
        }
    }

    private static Stream<TimelineKind> kinds(List<TimelineEntry> entries) {
        return TimelineOrder.told(entries, OSLO).stream().map(TimelineEntry::kind);
    }

    private static TimelineEntry at(String moment, TimelineKind kind) {
        return new TimelineEntry(Instant.parse(moment), false, kind, "1", "title", null, null, null);
    }

    /** The beginning of the day in Oslo. */
    private static TimelineEntry on(String moment, TimelineKind kind) {
        return new TimelineEntry(Instant.parse(moment), true, kind, "1", "title", null, null, null);
    }
}
