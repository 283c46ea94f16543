package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.SAID;
import static io.tradewind.service.process.ServiceCaseVariables.SOLVED;

import io.tradewind.service.Complaints;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.ServiceClock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whoever answered first counts: the customer behind the link, or service for them on the phone. */
@Component("recordConfirmationDelegate")
class RecordConfirmationDelegate implements JavaDelegate {

    private final Complaints complaints;
    private final ServiceCases cases;
    private final ServiceClock clock;
    private final ServiceCaseProcess process;
    private final CaseScreen screen;

    RecordConfirmationDelegate(
            Complaints complaints,
            ServiceCases cases,
            ServiceClock clock,
            ServiceCaseProcess process,
            CaseScreen screen) {
        this.complaints = complaints;
        this.cases = cases;
        this.clock = clock;
        this.process = process;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.get(execution);
        boolean solved = complaints.confirmByPhone(
                number,
                SOLVED.find(execution).filter("yes"::equals).isPresent(),
                SAID.find(execution).orElse(null));
        SOLVED.set(execution, solved ? "yes" : "no");
        SAID.find(execution).ifPresent(said -> SAID.set(execution, said));
        if (solved) {
            cases.resolve(number);
        } else {
            clock.resumeIfPaused(number);
        }
        process.clockChanged(number);
        screen.refresh(execution);
    }
}
