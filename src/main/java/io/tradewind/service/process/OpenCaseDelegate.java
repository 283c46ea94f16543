package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_KIND;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CUSTOMER_ID;

import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A case that came by the API or from a survey has its number already; one from the start form gets it here. */
@Component("openCaseDelegate")
class OpenCaseDelegate implements JavaDelegate {

    private final ServiceCases cases;
    private final CaseDeadlines deadlines;
    private final CaseScreen screen;

    OpenCaseDelegate(ServiceCases cases, CaseDeadlines deadlines, CaseScreen screen) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.find(execution).orElseGet(() -> openFromForm(execution));
        ServiceCase opened = cases.get(number);
        CASE_NUMBER.set(execution, number);
        execution.setProcessBusinessKey(number);
        CUSTOMER_ID.set(execution, opened.customerId());
        CASE_KIND.set(execution, opened.kind().code());
        execution.setVariables(deadlines.of(number));
        screen.refresh(execution);
    }

    /** The data of a case is in its table, not in the process. */
    private String openFromForm(DelegateExecution execution) {
        NewCase given = CaseForm.read(execution);
        execution.removeVariables();
        ServiceCase opened = cases.open(given, null, "person");
        cases.rememberProcess(opened.number(), execution.getProcessInstanceId());
        return opened.number();
    }
}
