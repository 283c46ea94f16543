package io.tradewind.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was reached, for proposals; implemented where the facts are. */
public interface Actuals {

    /** Everything from the first day up to and including the last one, in the company's currency. */
    List<Actual> between(LocalDate first, LocalDate last);

    /**
     * A sum.
     *
     * @param month its first day
     */
    record Actual(
            Measure measure,
            @Nullable String region,
            @Nullable String team,
            @Nullable String rep,
            @Nullable String product,
            LocalDate month,
            BigDecimal amount) {}
}
