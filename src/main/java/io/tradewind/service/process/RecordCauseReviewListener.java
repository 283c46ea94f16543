package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.FINDING;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE_DUE_ON;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE_OWNER;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEW_NUMBER;

import io.tradewind.engine.Refused;
import io.tradewind.service.CauseReviews;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordCauseReviewListener")
class RecordCauseReviewListener implements TaskListener {

    private final CauseReviews reviews;

    RecordCauseReviewListener(CauseReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void notify(DelegateTask task) {
        reviews.close(
                REVIEW_NUMBER.get(task),
                FINDING.find(task).orElse(""),
                MEASURE.find(task).orElse(""),
                MEASURE_OWNER.find(task).orElse(""),
                MEASURE_DUE_ON
                        .find(task)
                        .orElseThrow(() -> new Refused("measureDueOn", "Say until when it will be done.")));
    }
}
