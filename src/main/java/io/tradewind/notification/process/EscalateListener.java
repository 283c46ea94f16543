package io.tradewind.notification.process;

import io.tradewind.notification.TaskMails;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** {@code ${escalateListener}} on a task's timeout after it was due. */
@Component("escalateListener")
class EscalateListener implements TaskListener {

    private final TaskMails mails;
    private final AuthorizationService authorizations;

    EscalateListener(TaskMails mails, AuthorizationService authorizations) {
        this.mails = mails;
        this.authorizations = authorizations;
    }

    @Override
    public void notify(DelegateTask task) {
        mails.escalate(WaitingTasks.of(task)).ifPresent(userId -> mayHandOver(task.getId(), userId));
    }

    /** Sees the task and may give it to somebody, themselves included; until they do, they cannot complete it. */
    private void mayHandOver(String taskId, String userId) {
        Authorization right = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .userIdIn(userId)
                .resourceType(Resources.TASK)
                .resourceId(taskId)
                .singleResult();
        if (right == null) {
            right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            right.setUserId(userId);
            right.setResource(Resources.TASK);
            right.setResourceId(taskId);
        }
        right.addPermission(Permissions.READ);
        right.addPermission(Permissions.TASK_ASSIGN);
        authorizations.saveAuthorization(right);
    }
}
