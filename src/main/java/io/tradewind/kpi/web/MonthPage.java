package io.tradewind.kpi.web;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page about one month shows.
 *
 * @param last the last month before in which something was won; null where this one has something, or none had
 */
record MonthPage(MonthChoice month, List<MonthNumbers.Number> numbers, List<Panel> panels, @Nullable YearMonth last) {

    /** {@link #last} as people say it. */
    public String lastInWords() {
        return last == null ? "" : MonthChoice.words(last);
    }
}
