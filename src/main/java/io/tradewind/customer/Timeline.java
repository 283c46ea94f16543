package io.tradewind.customer;

import io.tradewind.engine.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The time line of a customer: what every module knows, in one order, page by page. */
@Service
@Transactional
class Timeline {

    /** Longest page. */
    static final int MOST = 100;

    private static final TimelineCursor NEWEST =
            new TimelineCursor(Instant.parse("9999-12-31T00:00:00Z"), TimelineKind.values()[0], "");

    /**
     * A page of a time line.
     *
     * @param next where the next page begins; null on the last one
     */
    record Page(List<TimelineEntry> entries, @Nullable String next) {}

    private final ObjectProvider<TimelineSource> sources;

    Timeline(ObjectProvider<TimelineSource> sources) {
        this.sources = sources;
    }

    /**
     * @param kinds what the reader may see and wants to
     * @param before the place where the page before ended; null for the newest
     * @throws Refused if the page is longer than {@value #MOST} or the place is none of ours
     */
    Page page(long customerId, Collection<TimelineKind> kinds, @Nullable String before, int count) {
        if (count < 1 || count > MOST) {
            throw new Refused("limit", "A page has 1 to " + MOST + " entries.");
        }
        TimelineCursor from = before == null || before.isEmpty() ? NEWEST : TimelineCursor.parse(before);
        Map<TimelineKind, TimelineSource> byKind = sourceOfKind();
        List<TimelineEntry> found = kinds.stream()
                .filter(byKind::containsKey)
                .flatMap(kind -> byKind
                        .get(kind)
                        .newest(kind, customerId, from == NEWEST ? everything() : from.boundFor(kind), count + 1)
                        .stream())
                .sorted(TimelineCursor.ORDER)
                .limit(count + 1L)
                .toList();
        return found.size() <= count
                ? new Page(found, null)
                : new Page(
                        found.subList(0, count),
                        TimelineCursor.of(found.get(count - 1)).toString());
    }

    private static TimelineBound everything() {
        return new TimelineBound(NEWEST.at(), TimelineBound.Tie.EVERYTHING, "");
    }

    private Map<TimelineKind, TimelineSource> sourceOfKind() {
        Map<TimelineKind, TimelineSource> byKind = new EnumMap<>(TimelineKind.class);
        sources.forEach(source -> source.kinds().forEach(kind -> {
            if (byKind.put(kind, source) != null) {
                throw new IllegalStateException("Two sources for " + kind);
            }
        }));
        return byKind;
    }
}
