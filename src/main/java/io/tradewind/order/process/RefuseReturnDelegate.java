package io.tradewind.order.process;

import static io.tradewind.order.process.GoodsReturnVariables.REFUSED_WHY;
import static io.tradewind.order.process.GoodsReturnVariables.RETURN_NUMBER;

import io.tradewind.order.ReturnWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("refuseReturnDelegate")
class RefuseReturnDelegate implements JavaDelegate {

    private final ReturnWork returns;

    RefuseReturnDelegate(ReturnWork returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        returns.refuse(RETURN_NUMBER.get(execution), REFUSED_WHY.find(execution).orElse(null));
    }
}
