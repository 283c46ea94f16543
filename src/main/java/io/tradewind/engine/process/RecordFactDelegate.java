package io.tradewind.engine.process;

import static io.tradewind.engine.process.RecordFactVariables.FACT_CUSTOMER;
import static io.tradewind.engine.process.RecordFactVariables.FACT_NAME;
import static io.tradewind.engine.process.RecordFactVariables.FACT_REP;

import io.tradewind.engine.FactNoted;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The ready-made step "Record a fact". */
@Component("recordFactDelegate")
class RecordFactDelegate implements JavaDelegate {

    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordFactDelegate(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        events.publishEvent(new FactNoted(
                execution.getActivityInstanceId(),
                FACT_NAME.get(execution),
                execution.getProcessBusinessKey(),
                FACT_REP.find(execution).filter(rep -> !rep.isBlank()).orElse(null),
                FACT_CUSTOMER.find(execution).orElse(null),
                clock.instant()));
    }
}
