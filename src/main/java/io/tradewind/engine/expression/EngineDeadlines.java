package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Deadlines;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class EngineDeadlines implements Deadlines {

    private final ObjectProvider<ProcessEngine> engine;
    private final Acting acting;

    EngineDeadlines(ObjectProvider<ProcessEngine> engine, Acting acting) {
        this.engine = engine;
        this.acting = acting;
    }

    @Override
    public void restart(String taskId) {
        acting.asSystem(() -> {
            ProcessEngine running = engine.getObject();
            Task task =
                    running.getTaskService().createTaskQuery().taskId(taskId).singleResult();
            due(running, taskId);
            for (Job timer : running.getManagementService()
                    .createJobQuery()
                    .executionId(task.getExecutionId())
                    .timers()
                    .list()) {
                running.getManagementService().recalculateJobDuedate(timer.getId(), false);
            }
        });
    }

    private static void due(ProcessEngine running, String taskId) {
        ((ProcessEngineConfigurationImpl) running.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    TaskEntity task = context.getTaskManager().findTaskById(taskId);
                    Expression due = task.getTaskDefinition().getDueDateExpression();
                    if (due != null && due.getValue(task.getExecution()) instanceof Date date) {
                        task.setDueDate(date);
                    }
                    return null;
                });
    }
}
