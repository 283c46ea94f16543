package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEW_NUMBER;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Of a case, or of a review, which has no case number of its own. */
@Component("assignMeasureDelegate")
class AssignMeasureDelegate implements JavaDelegate {

    private final PreventionMeasureProcess measures;

    AssignMeasureDelegate(PreventionMeasureProcess measures) {
        this.measures = measures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        measures.assign(CASE_NUMBER.find(execution).orElseGet(() -> REVIEW_NUMBER.get(execution)));
    }
}
