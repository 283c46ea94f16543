package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.DecisionVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

@Component
class EngineDecisionTables implements DecisionTables, DecisionVersions {

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final Acting acting;

    EngineDecisionTables(DecisionService decisions, RepositoryService repository, Acting acting) {
        this.decisions = decisions;
        this.repository = repository;
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

    @Override
    public int version(String decisionId) {
        DecisionDefinition latest = acting.asSystem(() -> repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decisionId)
                .latestVersion()
                .singleResult());
        if (latest == null) {
            throw new IllegalArgumentException("No decision '" + decisionId + "' is deployed");
        }
        return latest.getVersion();
    }
}
