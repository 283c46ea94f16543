package io.tradewind.engine.expression;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Asks decision tables beside the engine: as it does, but for the languages (what is not FEEL is not run here, deployed or
 * not), and without a row of history for every cell of every answer. A step that is drawn as a decision still leaves one.
 */
@Component
class FeelEvaluator {

    private final DmnEngine engine = feelOnly();

    private static DmnEngine feelOnly() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setElProvider(expression -> {
            throw new IllegalStateException("Only FEEL is evaluated here, not " + expression);
        });
        configuration.setScriptEngineResolver(language -> {
            throw new IllegalStateException("Only FEEL is evaluated here, not " + language);
        });
        return configuration.feelEngineFactory(new RememberedCells()).buildEngine();
    }

    List<DmnDecision> parse(InputStream dmn) {
        return engine.parseDecisions(dmn);
    }

    /** @throws org.camunda.bpm.dmn.engine.DmnEngineException if the table cannot be asked with these inputs */
    List<Map<String, Object>> ask(DmnDecision table, Map<String, ?> inputs) {
        return engine.evaluateDecisionTable(table, Variables.fromMap(new HashMap<>(inputs)))
                .getResultList();
    }
}
