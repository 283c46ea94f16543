package io.tradewind.service.process;

import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_NEW_DUE_ON;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_NOTE;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OF;
import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OUTCOME;

import io.tradewind.service.Measures;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordMeasureListener")
class RecordMeasureListener implements TaskListener {

    private final Measures measures;

    RecordMeasureListener(Measures measures) {
        this.measures = measures;
    }

    @Override
    public void notify(DelegateTask task) {
        measures.report(
                MEASURE_OF.get(task),
                MEASURE_OUTCOME.find(task).orElse(""),
                MEASURE_NOTE.find(task).orElse(""),
                MEASURE_NEW_DUE_ON.find(task).orElse(null));
    }
}
