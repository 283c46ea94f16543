package io.tradewind.order.process;

import static io.tradewind.order.process.GoodsReturnVariables.EXAMINED_LINES;
import static io.tradewind.order.process.GoodsReturnVariables.RETURNED_LINES;
import static io.tradewind.order.process.GoodsReturnVariables.RETURN_NUMBER;

import io.tradewind.order.ReturnWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordExaminationDelegate")
class RecordExaminationDelegate implements JavaDelegate {

    private final ReturnWork returns;

    RecordExaminationDelegate(ReturnWork returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        returns.examine(RETURN_NUMBER.get(execution), EXAMINED_LINES.get(execution));
        RETURNED_LINES.set(execution, ReturnedLines.of(returns.get(RETURN_NUMBER.get(execution))));
    }
}
