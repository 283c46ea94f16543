package io.tradewind.engine.expression;

import io.tradewind.engine.DecisionTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.springframework.stereotype.Component;

@Component
class EngineDecisionTables implements DecisionTables {

    private final DecisionService decisions;

    EngineDecisionTables(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs) {
        try {
            return decisions
                    .evaluateDecisionTableByKey(decisionId, new HashMap<>(inputs))
                    .getResultList();
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("No decision '" + decisionId + "' is deployed", e);
        }
    }
}
