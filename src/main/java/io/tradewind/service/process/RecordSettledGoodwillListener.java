package io.tradewind.service.process;

import static io.tradewind.service.process.GoodwillSettlementVariables.CASE_NUMBER;
import static io.tradewind.service.process.GoodwillSettlementVariables.GOODWILL_REFERENCE;
import static io.tradewind.service.process.GoodwillSettlementVariables.REMEDY_ROUND;
import static io.tradewind.service.process.GoodwillSettlementVariables.SETTLED_ON;

import io.tradewind.engine.Refused;
import io.tradewind.service.Goodwill;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordSettledGoodwillListener")
class RecordSettledGoodwillListener implements TaskListener {

    private final Goodwill goodwill;

    RecordSettledGoodwillListener(Goodwill goodwill) {
        this.goodwill = goodwill;
    }

    @Override
    public void notify(DelegateTask task) {
        goodwill.settle(
                CASE_NUMBER.get(task),
                REMEDY_ROUND.get(task),
                SETTLED_ON.find(task).orElseThrow(() -> new Refused("settledOn", "Say on which day they got it.")),
                GOODWILL_REFERENCE.find(task).orElse(""));
    }
}
