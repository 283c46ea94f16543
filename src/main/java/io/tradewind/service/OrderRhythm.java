package io.tradewind.service;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How regularly a customer buys: the median of the days between the last purchases, which one long or short gap does not
 * move. Purchases of one day are one.
 *
 * @param purchases how many days with purchases were looked at, at most {@value #MOST}
 * @param days the median gap, rounded half up, at least 1
 * @param last day of the last purchase
 */
record OrderRhythm(int purchases, long days, LocalDate last) {

    /** A rhythm may change; what was before the last twelve purchases tells nothing of the next. */
    static final int MOST = 12;

    /** Empty when there are fewer purchases than that. */
    static Optional<OrderRhythm> of(Collection<LocalDate> purchases, int fewest) {
        List<LocalDate> days = new ArrayList<>(new TreeSet<>(purchases));
        List<LocalDate> recent = days.subList(Math.max(0, days.size() - MOST), days.size());
        if (recent.size() < Math.max(2, fewest)) {
            return Optional.empty();
        }
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < recent.size(); i++) {
            gaps.add(ChronoUnit.DAYS.between(recent.get(i - 1), recent.get(i)));
        }
        gaps.sort(null);
        int middle = gaps.size() / 2;
        long median = gaps.size() % 2 == 1 ? gaps.get(middle) : (gaps.get(middle - 1) + gaps.get(middle) + 1) / 2;
        return Optional.of(new OrderRhythm(recent.size(), median, recent.get(recent.size() - 1)));
    }

    LocalDate next() {
        return last.plusDays(days);
    }

    String words() {
        return "They bought " + purchases + " times, about every " + days + " days, last on " + last + ".";
    }
}
