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
     * What is known by its day stands, within that day, above the first timed entry of an earlier stage of a deal's life:
     * the invoice above the contract, not below the lead that began it all.
     *
     * @param entries newest first, a day's entries without a time last
     */
    static List<TimelineEntry> told(List<TimelineEntry> entries, ZoneId zone) {
        Map<LocalDate, List<TimelineEntry>> days = new TreeMap<>(Comparator.reverseOrder());
        entries.forEach(entry -> days.computeIfAbsent(LocalDate.ofInstant(entry.at(), zone), day -> new ArrayList<>())
                .add(entry));
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
}
