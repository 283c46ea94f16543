package io.tradewind.order.process;

import static io.tradewind.order.process.GoodsReturnVariables.RETURN_NUMBER;

import io.tradewind.order.ReturnWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("takeGoodsBackDelegate")
class TakeGoodsBackDelegate implements JavaDelegate {

    private final ReturnWork returns;

    TakeGoodsBackDelegate(ReturnWork returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        returns.accept(RETURN_NUMBER.get(execution));
    }
}
