package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.OVERDUE_DAYS;

import io.tradewind.collection.Dunning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("examineOverdueDelegate")
class ExamineOverdueDelegate implements JavaDelegate {

    private final Dunning dunning;

    ExamineOverdueDelegate(Dunning dunning) {
        this.dunning = dunning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OVERDUE_DAYS.set(execution, (long) dunning.daysOverdue(ORDER_NUMBER.get(execution)));
    }
}
