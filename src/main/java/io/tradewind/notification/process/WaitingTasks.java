package io.tradewind.notification.process;

import io.tradewind.engine.variables.Shown;
import io.tradewind.notification.TaskMails.WaitingTask;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;

/** A task of the engine in the words of this module. */
final class WaitingTasks {

    private WaitingTasks() {}

    static WaitingTask of(DelegateTask task) {
        List<IdentityLink> candidates = List.copyOf(task.getCandidates());
        return new WaitingTask(
                task.getId(),
                task.getName() == null ? task.getTaskDefinitionKey() : task.getName(),
                task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey(),
                task.getVariable("customerName") instanceof String name ? Shown.words(name) : null,
                task.getVariable("customerId") instanceof Number id ? id.longValue() : null,
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant).orElse(null),
                task.getAssignee(),
                task.getOwner(),
                candidates.stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .toList(),
                candidates.stream()
                        .map(IdentityLink::getUserId)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
