package io.tradewind.demo;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.OnDemo;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the demo company wanted to reach in the year of its past: 300,000 of revenue from each rep, as nobody knew better,
 * from March on, when it began to sell; and as much a month from the month on in which it is looked at, so that what is of
 * the running month has something to show.
 */
@Component
@OnDemo
@ConditionalOnProperty(name = "tradewind.demo-pipeline", matchIfMissing = true)
class DemoTargets {

    private static final int YEAR = 2017;
    private static final int MONTHS = 12;

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
    private final WorkingTime workingTime;
    private final DemoMarks marks;

    DemoTargets(TargetPlans plans, WorkingTime workingTime, DemoMarks marks) {
        this.plans = plans;
        this.workingTime = workingTime;
        this.marks = marks;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(20)
    @Transactional
    public void load() {
        if (marks.setOnce("targets")) {
            plans.adopt(YEAR, TOTALS, SEASONS, PRODUCTS);
        }
        if (marks.setOnce("running-targets")) {
            running(workingTime.today());
        }
    }

    /** From this month on: what lies before it nobody here was asked for, and nobody is reviewed by it. */
    private void running(LocalDate today) {
        boolean planned = plans.all().stream()
                .anyMatch(plan -> plan.year() == today.getYear() && plan.state() != TargetPlan.State.WITHDRAWN);
        if (planned) {
            return;
        }
        int first = today.getMonthValue();
        BigDecimal left = BigDecimal.valueOf(MONTHS - first + 1L);
        Map<Measure, BigDecimal> totals = new EnumMap<>(Measure.class);
        TOTALS.forEach((measure, total) -> totals.put(
                measure,
                total.multiply(left).divide(BigDecimal.valueOf(MONTHS), measure.decimals(), RoundingMode.HALF_UP)));
        List<BigDecimal> seasons = IntStream.rangeClosed(1, MONTHS)
                .mapToObj(month -> month < first ? BigDecimal.ZERO : BigDecimal.ONE)
                .toList();
        plans.adopt(today.getYear(), totals, seasons, PRODUCTS);
    }
}
