package io.tradewind.organization;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the days of a region begin and end. */
public interface Regions {

    /** The region's time zone; the company's for null and for a region without one. */
    ZoneId zoneOf(@Nullable String region);

    /** Sets a region's time zone. */
    void locate(String region, ZoneId zone);

    /** All that have a time zone of their own. */
    Map<String, ZoneId> all();
}
