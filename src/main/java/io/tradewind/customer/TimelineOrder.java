package io.tradewind.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a page of a time line is told: pages are cut by moment, but of some things only the day is known. */
final class TimelineOrder {

    private TimelineOrder() {}

    /**
     * Leaves the day that a page would end with to the next page, if times count in it and at least half a page is left:
     * on two pages, what is known by its day only would stand below what it belongs above.
     */
    static Timeline.Page wholeDays(Timeline.Page page, ZoneId zone) {
        if (page.next() == null) {
            return page;
        }
        List<TimelineEntry> entries = page.entries();
        LocalDate last = day(entries.get(entries.size() - 1), zone);
        List<TimelineEntry> earlier = entries.stream()
                .takeWhile(entry -> !day(entry, zone).equals(last))
                .toList();
        boolean timed = entries.stream().skip(earlier.size()).anyMatch(entry -> !entry.wholeDay());
        return timed && earlier.size() * 2 >= entries.size()
                ? new Timeline.Page(
                        earlier,
                        TimelineCursor.of(earlier.get(earlier.size() - 1)).toString())
                : page;
    }

    /**
     * What is known by its day stands, within that day, above the first timed entry of an earlier stage of a deal's life:
     * the invoice above the contract, not below the lead that began it all.
     *
     * @param entries newest first, a day's entries without a time last
     */
    static List<TimelineEntry> told(List<TimelineEntry> entries, ZoneId zone) {
        Map<LocalDate, List<TimelineEntry>> days = new TreeMap<>(Comparator.reverseOrder());
        entries.forEach(entry ->
                days.computeIfAbsent(day(entry, zone), day -> new ArrayList<>()).add(entry));
        List<TimelineEntry> told = new ArrayList<>();
        days.values().forEach(day -> {
            Deque<TimelineEntry> untimed = new ArrayDeque<>(
                    day.stream().filter(TimelineEntry::wholeDay).toList());
            day.stream().filter(entry -> !entry.wholeDay()).forEach(timed -> {
                while (!untimed.isEmpty() && untimed.element().kind().compareTo(timed.kind()) < 0) {
                    told.add(untimed.remove());
                }
                told.add(timed);
            });
            told.addAll(untimed);
        });
        return told;
    }

    private static LocalDate day(TimelineEntry entry, ZoneId zone) {
        return LocalDate.ofInstant(entry.at(), zone);
    }
}
