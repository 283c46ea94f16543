package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.DecisionVersions;
import io.tradewind.engine.OncePerTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which version counts is asked in every step, since another node may have deployed one; a version is read once. */
@Component
class EngineDecisionTables implements DecisionTables, DecisionVersions {

    private static final String LATEST =
            "SELECT id_, version_ FROM act_re_decision_def WHERE key_ = ? ORDER BY version_ DESC LIMIT 1";

    private final JdbcClient jdbc;
    private final RepositoryService repository;
    private final Acting acting;
    private final FeelEvaluator evaluator;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final OncePerTransaction<String, Optional<Deployed>> latest = new OncePerTransaction<>();

    EngineDecisionTables(JdbcClient jdbc, RepositoryService repository, Acting acting, FeelEvaluator evaluator) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.acting = acting;
        this.evaluator = evaluator;
    }

    /** @param id the engine's, of the version */
    private record Deployed(String id, int version) {}

    /** @param definitionId the engine's id of the version */
    private record Table(String definitionId, RememberedTable asked) {}

    @Override
    public List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs) {
        return newest(decisionId).evaluate(inputs);
    }

    /** @throws IllegalArgumentException if no such decision is deployed */
    RememberedTable newest(String decisionId) {
        String definitionId = latest(decisionId).id();
        return tables.compute(
                        decisionId,
                        (id, known) -> known != null && known.definitionId().equals(definitionId)
                                ? known
                                : new Table(definitionId, read(id, definitionId)))
                .asked();
    }

    private RememberedTable read(String decisionId, String definitionId) {
        DmnDecision decision =
                acting.asSystem(() -> evaluator.parse(repository.getDecisionModel(definitionId))).stream()
                        .filter(candidate -> candidate.getKey().equals(decisionId))
                        .findFirst()
                        .orElseThrow();
        DmnModelInstance model = acting.asSystem(() -> repository.getDmnModelInstance(definitionId));
        return new RememberedTable(model.getModelElementById(decisionId), inputs -> evaluator.ask(decision, inputs));
    }

    @Override
    public int version(String decisionId) {
        return latest(decisionId).version();
    }

    private Deployed latest(String decisionId) {
        return latest.get(decisionId, this::deployed)
                .orElseThrow(() -> new IllegalArgumentException("No decision '" + decisionId + "' is deployed"));
    }

    /** Our code asks, whoever is acting: a rep needs no right on a table to be judged by it. */
    private Optional<Deployed> deployed(String decisionId) {
        return jdbc.sql(LATEST)
                .param(decisionId)
                .query((row, n) -> new Deployed(row.getString(1), row.getInt(2)))
                .optional();
    }
}
