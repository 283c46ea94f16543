package io.tradewind.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.tradewind.engine.Vital;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every vital's figures as gauges, asked for once a minute and not by each scrape. They tell of the whole application, so
 * every node tells the same.
 */
@Component
public class VitalMeters {

    private final Vitals vitals;
    private final MeterRegistry meters;
    private final boolean background;
    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private volatile Instant toldAt = Instant.now();

    VitalMeters(
            Vitals vitals,
            MeterRegistry meters,
            @org.springframework.beans.factory.annotation.Value("${tradewind.background:true}") boolean background) {
        this.vitals = vitals;
        this.meters = meters;
        this.background = background;
        Gauge.builder("tradewind.watch.age.seconds", () -> Duration.between(toldAt, Instant.now())
                        .toSeconds())
                .description("How old the other figures of this node are; beyond a few minutes they tell nothing")
                .register(meters);
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 60_000)
    void everyMinute() {
        if (background) {
            tell();
        }
    }

    /** Asks and tells now. */
    public void tell() {
        Vitals.Snapshot now = vitals.ask();
        Map<String, List<Vital.Measured>> byName = now.readings().stream()
                .flatMap(reading -> reading.condition().measures().stream())
                .collect(Collectors.groupingBy(Vital.Measured::name));
        byName.forEach((name, measures) -> gauges.computeIfAbsent(name, missing -> MultiGauge.builder(name)
                        .description(measures.get(0).help())
                        .register(meters))
                .register(rows(measures), true));
        // what is no more is zero by not being there
        gauges.forEach((name, gauge) -> {
            if (!byName.containsKey(name)) {
                gauge.register(List.of(), true);
            }
        });
        if (now.readings().stream()
                .anyMatch(reading -> !reading.condition().measures().isEmpty())) {
            toldAt = now.at();
        }
    }

    private static List<MultiGauge.Row<?>> rows(List<Vital.Measured> measures) {
        return measures.stream()
                .<MultiGauge.Row<?>>map(measured -> MultiGauge.Row.of(
                        Tags.of(measured.labels().entrySet().stream()
                                .map(label -> Tag.of(label.getKey(), label.getValue()))
                                .toList()),
                        measured.value()))
                .toList();
    }
}
