package io.tradewind.kpi.forecast;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adjustments of the forecast. None is changed; another one is added. */
public interface ForecastAdjustments {

    /** Teams and regions ({@code team-…}, {@code region-…}) whose forecast the acting person may adjust. */
    List<String> scopes();

    /**
     * Adds to the forecast of a month and publishes {@link ForecastAdjusted}.
     *
     * @param token of the form; the same one again adds nothing
     * @param scope one of {@link #scopes}
     * @param amount more, or less with a minus
     * @throws io.tradewind.engine.Refused naming what cannot be kept so
     */
    void enter(String token, String scope, YearMonth month, BigDecimal amount, String reason);

    /** The latest, of one team, or of all. */
    List<ForecastAdjustment> latest(@Nullable String team, int limit);
}
