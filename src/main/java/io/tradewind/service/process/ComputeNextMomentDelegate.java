package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CLOCK_STATE;
import static io.tradewind.service.process.ServiceCaseVariables.NEXT_MOMENT_AT;
import static io.tradewind.service.process.ServiceCaseVariables.WATCHED_MILESTONE;
import static io.tradewind.service.process.ServiceCaseVariables.WATCHED_PERCENT;

import io.tradewind.service.ServiceClock;
import io.tradewind.service.ServiceClock.NextMoment;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("computeNextMomentDelegate")
class ComputeNextMomentDelegate implements JavaDelegate {

    private final ServiceClock clock;
    private final CaseDeadlines deadlines;

    ComputeNextMomentDelegate(ServiceClock clock, CaseDeadlines deadlines) {
        this.clock = clock;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NextMoment next = clock.next(CASE_NUMBER.get(execution));
        CLOCK_STATE.set(execution, next.state());
        if (next.state().equals("paused")) {
            // a task that was created while the clock stands waits too
            deadlines.move(CASE_NUMBER.get(execution));
        }
        NEXT_MOMENT_AT.set(execution, next.at() == null ? null : CaseDeadlines.text(next.at()));
        WATCHED_MILESTONE.set(
                execution, next.milestone() == null ? null : next.milestone().code());
        WATCHED_PERCENT.set(
                execution, next.percent() == null ? null : next.percent().longValue());
    }
}
