package io.tradewind.organization.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Regions;
import io.tradewind.organization.Roles;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Time zones of regions: read by everybody, set by administrators. */
@RestController
@RequestMapping("/api/regions")
class RegionController {

    private final Regions regions;
    private final Acting acting;

    RegionController(Regions regions, Acting acting) {
        this.regions = regions;
        this.acting = acting;
    }

    /** Where a region is. */
    record Place(String timeZone) {}

    /** The body of a change. */
    record Change(@Nullable String timeZone, @JsonProperty("new") @Nullable Boolean isNew) {}

    @GetMapping
    Map<String, Place> list() {
        Map<String, Place> places = new TreeMap<>();
        regions.all().forEach((region, zone) -> places.put(region, new Place(zone.getId())));
        return places;
    }

    @PutMapping("/{region}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void locate(@PathVariable("region") String region, @RequestBody Change change) {
        if (!acting.inGroup(Roles.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ZoneId zone = zone(change.timeZone());
        if (Boolean.TRUE.equals(change.isNew())) {
            regions.locate(region, zone);
        } else {
            regions.relocate(region, zone);
        }
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            if (name != null && name.contains("/")) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new Refused("timeZone", "Name the time zone by its place, like America/Chicago.");
    }
}
