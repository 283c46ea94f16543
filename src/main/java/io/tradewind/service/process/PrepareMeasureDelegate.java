package io.tradewind.service.process;

import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_BRIEFING;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_DUE_AT;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_LATE_AT;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_NEW_DUE_ON;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_NOTE;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OF;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OUTCOME;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OWNER;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_REMIND_AT;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.service.CaseBriefings;
import io.tradewind.service.Measures;
import io.tradewind.service.Measures.Measure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component("prepareMeasureDelegate")
class PrepareMeasureDelegate implements JavaDelegate {

    private final Measures measures;
    private final CaseBriefings briefings;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;

    PrepareMeasureDelegate(
            Measures measures,
            CaseBriefings briefings,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.measures = measures;
        this.briefings = briefings;
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Measure measure = measures.get(MEASURE_OF.get(execution));
        // what was said before stands in the briefing, not in the fields
        execution.removeVariables(List.of(MEASURE_OUTCOME.name(), MEASURE_NOTE.name(), MEASURE_NEW_DUE_ON.name()));
        MEASURE_OWNER.set(execution, measure.owner());
        MEASURE_BRIEFING.set(execution, briefings.of(measure));
        Instant begins = measure.dueOn().atStartOfDay(zone).toInstant();
        Instant ends =
                measure.dueOn().plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
        MEASURE_REMIND_AT.set(execution, CaseDeadlines.text(morning(begins)));
        MEASURE_DUE_AT.set(execution, CaseDeadlines.text(ends));
        MEASURE_LATE_AT.set(execution, CaseDeadlines.text(workingTime.plusDays(ends, 1)));
    }

    /** Nobody is reminded of what was given to them an hour ago. */
    private Instant morning(Instant day) {
        Instant soon = workingTime.plusHours(clock.instant(), 4);
        Instant morning = workingTime.plusDays(day, 0);
        return morning.isBefore(soon) ? soon : morning;
    }
}
