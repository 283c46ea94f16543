package io.tradewind.kpi;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradewind.approval.ApprovalDecided;
import io.tradewind.calendar.WorkingTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Approvals for Prometheus: how many were decided on this node, and how long people took. */
@Component
class ApprovalMeters {

    private static final List<String> OUTCOMES = List.of("approved", "rejected", "sent-back");

    private final WorkingTime workingTime;
    private final Map<String, DistributionSummary> hours;

    ApprovalMeters(WorkingTime workingTime, MeterRegistry meters) {
        this.workingTime = workingTime;
        this.hours = OUTCOMES.stream()
                .collect(Collectors.toUnmodifiableMap(
                        outcome -> outcome, outcome -> DistributionSummary.builder("tradewind.approvals.working.hours")
                                .description("Working hours from request to decision")
                                .tag("outcome", outcome)
                                .register(meters)));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ApprovalDecided event) {
        DistributionSummary summary = hours.get(event.outcome());
        if (summary != null) {
            summary.record(
                    workingTime.between(event.requestedAt(), event.decidedAt()).toSeconds() / 3600.0);
        }
    }
}
