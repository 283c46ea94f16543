package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.REPORT_MISSING;

import io.tradewind.credit.BureauReports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("findReportDelegate")
class FindReportDelegate implements JavaDelegate {

    private final BureauReports reports;

    FindReportDelegate(BureauReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REPORT_MISSING.set(execution, reports.missing(CUSTOMER_ID.get(execution)));
    }
}
