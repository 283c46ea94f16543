package io.tradewind.order.process;

import static io.tradewind.order.process.GoodsReturnVariables.RETURN_NUMBER;

import io.tradewind.order.ReturnWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("closeReturnDelegate")
class CloseReturnDelegate implements JavaDelegate {

    private final ReturnWork returns;

    CloseReturnDelegate(ReturnWork returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        returns.lapse(RETURN_NUMBER.get(execution));
    }
}
