package io.tradewind.approval.process;

import io.tradewind.approval.Answer;
import io.tradewind.approval.RunningChains;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The process approval-chain, as the module knows it. It is started by call activities only. */
@Component
class ApprovalChainProcess implements RunningChains {

    private static final String WITHDRAWN = "approval.withdrawn";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Acting acting;

    ApprovalChainProcess(RuntimeService runtime, TaskService tasks, Acting acting) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.acting = acting;
    }

    @Override
    public void withdraw(long approvalId) {
        acting.asSystem(() -> {
            // by the request's number, not by business key: a deal may have several requests open at once
            runtime.createMessageCorrelation(WITHDRAWN)
                    .processInstanceVariableEquals(ApprovalChainVariables.APPROVAL_ID.name(), approvalId)
                    .correlateAll();
        });
    }

    @Override
    public Optional<String> holder(String taskId) {
        return Optional.ofNullable(acting.asSystem(
                        () -> tasks.createTaskQuery().taskId(taskId).singleResult()))
                .map(Task::getAssignee);
    }

    @Override
    public void answer(String taskId, Answer answer, @Nullable String comment) {
        Map<String, Object> submitted = new HashMap<>();
        submitted.put(ApprovalChainVariables.DECISION.name(), answer.word());
        if (comment != null && !comment.isBlank()) {
            submitted.put(ApprovalChainVariables.COMMENT.name(), comment);
        }
        try {
            tasks.complete(taskId, submitted);
        } catch (NullValueException gone) {
            throw new Refused("This question is not open any more.");
        } catch (AuthorizationException notTheirs) {
            throw new Refused("This question was handed to somebody else, who answers it now.");
        } catch (ProcessEngineException wrapped) {
            Throwable cause = wrapped;
            while (cause instanceof ProcessEngineException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof Refused refused ? refused : wrapped;
        }
    }
}
