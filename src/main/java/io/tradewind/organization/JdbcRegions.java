package io.tradewind.organization;

import io.tradewind.engine.ChangedBy;
import io.tradewind.engine.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A handful of rows that every due date asks for: kept for a minute, for the other nodes' sake. */
@Repository
class JdbcRegions implements Regions {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Pattern NAME = Pattern.compile("region-[a-z0-9-]{1,50}");

    private static final String PRESENT =
            """
            SELECT region FROM person WHERE active AND region IS NOT NULL UNION SELECT id FROM region ORDER BY 1
            """;

    private final JdbcClient jdbc;
    private final ChangedBy changedBy;
    private final Clock clock;
    private final ZoneId company;
    private volatile @Nullable Known known;

    JdbcRegions(
            JdbcClient jdbc,
            ChangedBy changedBy,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId company) {
        this.jdbc = jdbc;
        this.changedBy = changedBy;
        this.clock = clock;
        this.company = company;
    }

    private record Known(Map<String, ZoneId> zones, Instant readAt) {}

    @Override
    public ZoneId zoneOf(@Nullable String region) {
        if (region == null) {
            return company;
        }
        Known current = known;
        Instant now = clock.instant();
        if (current == null || Duration.between(current.readAt(), now).abs().compareTo(FRESH) > 0) {
            current = new Known(all(), now);
            known = current;
        }
        return current.zones().getOrDefault(region, company);
    }

    @Override
    @Transactional
    public void locate(String region, ZoneId zone) {
        if (!NAME.matcher(region).matches()) {
            throw new Refused("region", "A region is named like region-central: small letters, digits and hyphens.");
        }
        changedBy.whoIsActing();
        jdbc.sql(
                        """
                        INSERT INTO region (id, time_zone) VALUES (:id, :zone)
                        ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone
                        """)
                .param("id", region)
                .param("zone", zone.getId())
                .update();
        known = null;
    }

    @Override
    @Transactional
    public void relocate(String region, ZoneId zone) {
        List<String> present = jdbc.sql(PRESENT).query(String.class).list();
        if (NAME.matcher(region).matches() && !present.contains(region)) {
            throw new Refused(
                    "region",
                    (present.isEmpty()
                                    ? "Nobody is in a region so far"
                                    : "There is no region '" + region + "', but " + String.join(", ", present))
                            + ". If it is new, say so by \"new\": true beside the time zone.");
        }
        locate(region, zone);
    }

    @Override
    public Map<String, ZoneId> all() {
        Map<String, ZoneId> zones = new TreeMap<>();
        jdbc.sql("SELECT id, time_zone FROM region")
                .query((row, number) -> Map.entry(row.getString("id"), ZoneId.of(row.getString("time_zone"))))
                .list()
                .forEach(region -> zones.put(region.getKey(), region.getValue()));
        return zones;
    }
}
