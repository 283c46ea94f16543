package io.tradewind.service.process;

import static io.tradewind.service.process.ReportCaseVariables.CASE_DESCRIPTION;
import static io.tradewind.service.process.ReportCaseVariables.CASE_KIND;
import static io.tradewind.service.process.ReportCaseVariables.CASE_SEVERITY;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CUSTOMER_ID;

import io.tradewind.customer.Customers;
import io.tradewind.service.NewCase;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens a case beside the process that asks for it. */
@Component("reportCaseDelegate")
class ReportCaseDelegate implements JavaDelegate {

    private final ServiceCaseProcess cases;
    private final Customers customers;

    ReportCaseDelegate(ServiceCaseProcess cases, Customers customers) {
        this.cases = cases;
        this.customers = customers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NewCase given = new NewCase(
                customers.get(CUSTOMER_ID.get(execution)).number(),
                CASE_KIND.get(execution),
                CASE_SEVERITY.get(execution),
                null,
                execution.getProcessBusinessKey(),
                CASE_DESCRIPTION.get(execution),
                null,
                null,
                null);
        CASE_NUMBER.set(execution, cases.report(given, null).number());
    }
}
