package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class EngineProcesses implements Processes {

    private final RuntimeService runtime;
    private final ObjectProvider<ProcessEngine> engine;
    private final Acting acting;

    EngineProcesses(RuntimeService runtime, ObjectProvider<ProcessEngine> engine, Acting acting) {
        this.runtime = runtime;
        this.engine = engine;
        this.acting = acting;
    }

    @Override
    public String start(String processId, String businessKey, Map<String, ?> variables) {
        return acting.asSystem(() -> runtime.startProcessInstanceByKey(processId, businessKey, new HashMap<>(variables))
                .getId());
    }

    /** The engine writes at the end of its outermost command: here one around all of them. */
    @Override
    public List<String> startAll(String processId, List<Start> starts) {
        ProcessEngineConfigurationImpl running =
                (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return acting.asSystem(() -> running.getCommandExecutorTxRequired().execute(context -> starts.stream()
                .map(each -> start(processId, each.businessKey(), each.variables()))
                .toList()));
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
