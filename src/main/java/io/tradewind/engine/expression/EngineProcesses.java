package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class EngineProcesses implements Processes {

    private final RuntimeService runtime;
    private final Acting acting;

    EngineProcesses(RuntimeService runtime, Acting acting) {
        this.runtime = runtime;
        this.acting = acting;
    }

    @Override
    public String start(String processId, String businessKey, Map<String, ?> variables) {
        return acting.asSystem(() -> runtime.startProcessInstanceByKey(processId, businessKey, new HashMap<>(variables))
                .getId());
    }

    @Override
    public String startBefore(String processId, String elementId, String businessKey, Map<String, ?> variables) {
        return acting.asSystem(() -> runtime.createProcessInstanceByKey(processId)
                .businessKey(businessKey)
                .setVariables(new HashMap<>(variables))
                .startBeforeActivity(elementId)
                .execute()
                .getId());
    }

    @Override
    public boolean correlate(String message, String businessKey, Map<String, ?> variables) {
        return acting.asSystem(() -> !runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .setVariables(new HashMap<>(variables))
                .correlateAllWithResult()
                .isEmpty());
    }
}
