package io.tradewind.organization;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the days of a region begin and end. */
public interface Regions {

    /** The region's time zone; the company's for null and for a region without one. */
    ZoneId zoneOf(@Nullable String region);

    /** Sets a region's time zone, of a new one too. */
    void locate(String region, ZoneId zone);

    /**
     * As {@link #locate}, for whoever may have typed a name wrongly.
     *
     * @throws io.tradewind.engine.Refused if nobody works in the region and it has no time zone so far
     */
    void relocate(String region, ZoneId zone);

    /** All that have a time zone of their own. */
    Map<String, ZoneId> all();
}
