package io.tradewind.engine.guard;

import io.tradewind.engine.Deputies;
import io.tradewind.engine.Deputies.Deputy;
import io.tradewind.engine.DeputyNote;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDecorator;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives every new task whose model names an assignee to who stands in for them, if they are absent: no model needs to
 * know. It happens before the task exists, so that rights, listeners and mails are those of the one who has it. Whose
 * task it is stays in its owner.
 */
final class DeputyDecorator extends TaskDecorator {

    /** Puts the decorator on every user task that is read. */
    static final class OnEveryUserTask extends AbstractBpmnParseListener {
        private final SingletonSupplier<Deputies> deputies;

        OnEveryUserTask(ObjectProvider<Deputies> deputies) {
            this.deputies = SingletonSupplier.ofNullable(deputies::getIfAvailable);
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            TaskDecorator present = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDecorator();
            activity.setActivityBehavior(new UserTaskActivityBehavior(new DeputyDecorator(present, deputies)));
        }
    }

    private final SingletonSupplier<Deputies> deputies;

    private DeputyDecorator(TaskDecorator plain, SingletonSupplier<Deputies> deputies) {
        super(plain.getTaskDefinition(), plain.getExpressionManager());
        this.deputies = deputies;
    }

    @Override
    protected void initializeTaskAssignee(TaskEntity task, VariableScope scope) {
        if (taskDefinition.getAssigneeExpression() == null) {
            return;
        }
        Object named = taskDefinition.getAssigneeExpression().getValue(scope);
        Deputies who = deputies.get();
        String process = task.getProcessDefinition().getKey();
        Optional<Deputy> deputy = named instanceof String owner && who != null
                ? who.deputyOf(owner, process, scope::getVariable)
                : Optional.empty();
        if (deputy.isEmpty()) {
            task.setAssignee((String) named);
            return;
        }
        String owner = (String) named;
        task.setAssignee(deputy.get().userId());
        task.setOwner(owner);
        task.setDescription(DeputyNote.on(task.getDescription(), deputy.get().note()));
        who.took(task.getId(), process, owner, deputy.get());
    }
}
