package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;

import io.tradewind.credit.BureauReports;
import io.tradewind.engine.OutsideEffect;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@OutsideEffect
@Component("renewReportDelegate")
class RenewReportDelegate implements JavaDelegate {

    private final BureauReports reports;

    RenewReportDelegate(BureauReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (reports.missing(CUSTOMER_ID.get(execution))) {
            reports.ask(CUSTOMER_ID.get(execution), execution.getProcessInstanceId());
        }
    }
}
