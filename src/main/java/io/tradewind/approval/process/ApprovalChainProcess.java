package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.ANSWER_CAUSES;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_ID;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVER;
import static io.tradewind.approval.process.ApprovalChainVariables.ASKED_BECAUSE;
import static io.tradewind.approval.process.ApprovalChainVariables.ASKED_WITH;
import static io.tradewind.approval.process.ApprovalChainVariables.COMMENT;
import static io.tradewind.approval.process.ApprovalChainVariables.DECISION;

import io.tradewind.approval.Answer;
import io.tradewind.approval.ApprovalChain.Question;
import io.tradewind.approval.RunningChains;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Deadlines;
import io.tradewind.engine.DeputyNote;
import io.tradewind.engine.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The process approval-chain, as the module knows it. It is started by call activities only. */
@Component
class ApprovalChainProcess implements RunningChains {

    private static final String WITHDRAWN = "approval.withdrawn";
    private static final String QUESTION = "decide-request";

    /** All questions of one step together. */
    private static final String STEP = QUESTION + "#multiInstanceBody";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Acting acting;
    private final Deadlines deadlines;

    ApprovalChainProcess(RuntimeService runtime, TaskService tasks, Acting acting, Deadlines deadlines) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.acting = acting;
        this.deadlines = deadlines;
    }

    @Override
    public void withdraw(long approvalId) {
        acting.asSystem(() -> {
            // by the request's number, not by business key: a deal may have several requests open at once
            runtime.createMessageCorrelation(WITHDRAWN)
                    .processInstanceVariableEquals(APPROVAL_ID.name(), approvalId)
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
        submitted.put(DECISION.name(), answer.word());
        if (comment != null && !comment.isBlank()) {
            submitted.put(COMMENT.name(), comment);
        }
        try {
            tasks.complete(taskId, submitted);
        } catch (NullValueException gone) {
            throw new Refused("This question is not open any more.");
        } catch (AuthorizationException notTheirs) {
            throw new Refused("This question was handed to somebody else, who answers it now.");
        } catch (OptimisticLockingException sameMoment) {
            throw new Refused("Somebody else changed this in the same moment; look at it again.");
        } catch (ProcessEngineException wrapped) {
            Throwable cause = wrapped;
            while (cause instanceof ProcessEngineException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof Refused refused ? refused : wrapped;
        }
    }

    @Override
    public void hand(String taskId, String toUser, Question question) {
        acting.asSystem(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            runtime.setVariableLocal(task.getExecutionId(), APPROVER.name(), toUser);
            task.setDescription(DeputyNote.off(task.getDescription()));
            task.setOwner(null);
            tasks.saveTask(task);
            tasks.setAssignee(taskId, toUser);
            reword(taskId, question);
            deadlines.restart(taskId);
        });
    }

    @Override
    public void reword(String taskId, Question question) {
        acting.asSystem(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            runtime.setVariablesLocal(
                    task.getExecutionId(),
                    Map.ofEntries(
                            ASKED_BECAUSE.of(question.because()),
                            ASKED_WITH.of(question.others()),
                            ANSWER_CAUSES.of(question.causes())));
        });
    }

    /** The loop over the people of a step has no message for this, so the engine is told directly. */
    @Override
    public void askAlso(long approvalId, String user) {
        acting.asSystem(() -> {
            String chain = running(approvalId);
            ActivityInstance step = runtime.getActivityInstance(chain).getActivityInstances(STEP)[0];
            runtime.createProcessInstanceModification(chain)
                    .startBeforeActivity(QUESTION, step.getId())
                    .setVariableLocal(APPROVER.name(), user)
                    .execute();
        });
    }

    @Override
    public void askAnew(long approvalId) {
        acting.asSystem(() -> runtime.createProcessInstanceModification(running(approvalId))
                .cancelAllForActivity(STEP)
                .startBeforeActivity("read-outcome")
                .execute());
    }

    private String running(long approvalId) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("approval-chain")
                .variableValueEquals(APPROVAL_ID.name(), approvalId)
                .singleResult()
                .getId();
    }
}
