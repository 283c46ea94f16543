package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.WATCHED_MILESTONE;
import static io.tradewind.service.process.ServiceCaseVariables.WATCHED_PERCENT;

import io.tradewind.service.ServiceClock;
import io.tradewind.service.ServiceClock.Milestone;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("warnOfLevelDelegate")
class WarnOfLevelDelegate implements JavaDelegate {

    private final ServiceClock clock;

    WarnOfLevelDelegate(ServiceClock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        clock.warn(
                CASE_NUMBER.get(execution),
                Milestone.of(WATCHED_MILESTONE.get(execution)),
                WATCHED_PERCENT.get(execution).intValue());
    }
}
