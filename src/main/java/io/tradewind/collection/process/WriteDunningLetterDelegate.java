package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.DUNNING;
import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;

import io.tradewind.collection.Dunning;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("writeDunningLetterDelegate")
class WriteDunningLetterDelegate implements JavaDelegate {

    private final Dunning dunning;

    WriteDunningLetterDelegate(Dunning dunning) {
        this.dunning = dunning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, Object> verdict = DUNNING.get(execution);
        dunning.write(
                ORDER_NUMBER.get(execution),
                ((Number) verdict.get("level")).intValue(),
                (Boolean) verdict.get("mailCustomer"),
                (Boolean) verdict.get("hold"));
    }
}
