package io.tradewind.demo;

import io.tradewind.engine.OnDemo;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetPlans;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the demo company wanted to reach in the year of its past: 300,000 of revenue from each rep, as nobody knew better,
 * from March on, when it began to sell.
 */
@Component
@OnDemo
@ConditionalOnProperty(name = "tradewind.demo-pipeline", matchIfMissing = true)
class DemoTargets {

    private static final int YEAR = 2017;

    private static final Map<Measure, BigDecimal> TOTALS = Map.of(
            Measure.REVENUE, new BigDecimal("10500000.00"),
            Measure.CASH, new BigDecimal("9450000.00"),
            Measure.MARGIN, new BigDecimal("4725000.00"),
            Measure.NEW_CUSTOMERS, new BigDecimal("85"));

    private static final List<BigDecimal> SEASONS = Stream.concat(
                    Collections.nCopies(2, BigDecimal.ZERO).stream(), Collections.nCopies(10, BigDecimal.ONE).stream())
            .toList();

    private static final Map<String, BigDecimal> PRODUCTS = Map.of(
            "gtx-pro", new BigDecimal("0.35"),
            "gtx-plus-pro", new BigDecimal("0.26"),
            "mg-advanced", new BigDecimal("0.22"),
            "gtx-plus-basic", new BigDecimal("0.07"),
            "gtx-basic", new BigDecimal("0.05"),
            "gtk-500", new BigDecimal("0.04"),
            "mg-special", new BigDecimal("0.01"));

    private final TargetPlans plans;
    private final DemoMarks marks;

    DemoTargets(TargetPlans plans, DemoMarks marks) {
        this.plans = plans;
        this.marks = marks;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(20)
    @Transactional
    public void load() {
        if (marks.setOnce("targets")) {
            plans.adopt(YEAR, TOTALS, SEASONS, PRODUCTS);
        }
    }
}
