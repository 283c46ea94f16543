package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
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
    private final Acting acting;

    EngineDecisionTables(DecisionService decisions, Acting acting) {
        this.decisions = decisions;
        this.acting = acting;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs) {
        try {
            // our code asks, whoever is acting: a rep needs no right on a table to be judged by it
            return acting.asSystem(() -> decisions
                    .evaluateDecisionTableByKey(decisionId, new HashMap<>(inputs))
                    .getResultList());
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("No decision '" + decisionId + "' is deployed", e);
        }
    }
}
