package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.ASKED_BY_MAIL;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.SAID;
import static io.tradewind.service.process.ServiceCaseVariables.SOLVED;

import io.tradewind.service.Complaints;
import io.tradewind.service.ServiceClock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("askForConfirmationDelegate")
class AskForConfirmationDelegate implements JavaDelegate {

    private final Complaints complaints;
    private final ServiceClock clock;
    private final ServiceCaseProcess process;

    AskForConfirmationDelegate(Complaints complaints, ServiceClock clock, ServiceCaseProcess process) {
        this.complaints = complaints;
        this.clock = clock;
        this.process = process;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.get(execution);
        ASKED_BY_MAIL.set(execution, complaints.askForConfirmation(number));
        SOLVED.set(execution, null);
        SAID.set(execution, null);
        clock.pauseIfRunning(number, "Waits for the customer to confirm that it is solved");
        process.clockChanged(number);
    }
}
