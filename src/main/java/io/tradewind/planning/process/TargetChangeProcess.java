package io.tradewind.planning.process;

import io.tradewind.engine.Processes;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The change of published targets as others see it. */
@Component
@Transactional
public class TargetChangeProcess {

    private final Processes processes;

    TargetChangeProcess(Processes processes) {
        this.processes = processes;
    }

    /** Asks whoever must agree to a re-plan; within the own authority it is published at once. */
    public void ask(String planNumber) {
        processes.start("target-change", planNumber, Map.ofEntries(SalesPlanningVariables.PLAN_NUMBER.of(planNumber)));
    }
}
