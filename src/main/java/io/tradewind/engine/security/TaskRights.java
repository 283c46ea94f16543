package io.tradewind.engine.security;

import io.tradewind.engine.Superiors;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Who sees a task. One person's task is seen by that person, who works on it, and by their superior, who may hand it to
 * somebody else; its candidate groups get nothing, so that one rep's deals stay hidden from the other reps. A task of
 * nobody in particular is seen by its candidate groups.
 *
 * <p>Rows are few on purpose: the task list joins them.
 */
class TaskRights extends DefaultAuthorizationProvider {

    private final ObjectProvider<Superiors> superiors;

    TaskRights(ObjectProvider<Superiors> superiors) {
        this.superiors = superiors;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        if (newAssignee == null || newAssignee.equals(oldAssignee)) {
            return new AuthorizationEntity[0];
        }
        if (oldAssignee != null) {
            takeAway(task, oldAssignee);
        }
        List<AuthorizationEntity> rights = new ArrayList<>();
        rights.add(right(task, newAssignee, Permissions.READ, getDefaultUserPermissionForTask()));
        Superiors line = superiors.getIfAvailable();
        if (line != null) {
            line.superiorOf(newAssignee)
                    .filter(superior -> !superior.equals(newAssignee))
                    .ifPresent(
                            superior -> rights.add(right(task, superior, Permissions.READ, Permissions.TASK_ASSIGN)));
        }
        return rights.toArray(AuthorizationEntity[]::new);
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        return task.getAssignee() != null
                ? new AuthorizationEntity[0]
                : super.newTaskGroupIdentityLink(task, groupId, type);
    }

    /** A new task can have no rows yet, so none are looked for: two queries less for every task. */
    private AuthorizationEntity right(Task task, String userId, Permission... permissions) {
        return isNew(task)
                ? createAuthorization(userId, null, Resources.TASK, task.getId(), permissions)
                : createOrUpdateAuthorization(task, userId, null, Resources.TASK, false, permissions);
    }

    private static boolean isNew(Task task) {
        return task instanceof TaskEntity entity && "Init".equals(entity.getTaskState());
    }

    /** Who had the task before neither sees nor completes it any more, unless it was offered to them by name. */
    private static void takeAway(Task task, String userId) {
        CommandContext context = Context.getCommandContext();
        boolean candidate = ((TaskEntity) task)
                .getCandidates().stream().map(IdentityLink::getUserId).anyMatch(userId::equals);
        if (candidate) {
            return;
        }
        AuthorizationManager manager = context.getAuthorizationManager();
        AuthorizationEntity row = manager.findAuthorizationByUserIdAndResourceId(
                Authorization.AUTH_TYPE_GRANT, userId, Resources.TASK, task.getId());
        if (row != null) {
            context.runWithoutAuthorization(() -> {
                manager.delete(row);
                return null;
            });
        }
    }
}
