package io.tradewind.engine.security;

import io.tradewind.engine.Superiors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.AuthorizationQueryImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who sees a task. One person's task is seen by that person, who works on it, and by their superior, who may hand it to
 * somebody else; its candidate groups get nothing, so that one rep's deals stay hidden from the other reps. A task of
 * nobody in particular is seen by its candidate groups.
 *
 * <p>Rows are few on purpose: the task list joins them.
 */
class TaskRights extends DefaultAuthorizationProvider {

    private final SingletonSupplier<Superiors> superiors;

    TaskRights(ObjectProvider<Superiors> superiors) {
        this.superiors = SingletonSupplier.ofNullable(superiors::getIfAvailable);
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        if (newAssignee == null) {
            return oldAssignee == null ? new AuthorizationEntity[0] : backToTheGroups((TaskEntity) task, oldAssignee);
        }
        if (newAssignee.equals(oldAssignee)) {
            return new AuthorizationEntity[0];
        }
        if (!isNew(task)) {
            keepOutOfIt((TaskEntity) task, newAssignee);
        }
        List<AuthorizationEntity> rights = new ArrayList<>();
        rights.add(right(task, newAssignee, Permissions.READ, getDefaultUserPermissionForTask()));
        Superiors line = superiors.get();
        if (line != null) {
            line.superiorOf(newAssignee)
                    .filter(superior -> !superior.equals(newAssignee))
                    .ifPresent(
                            superior -> rights.add(right(task, superior, Permissions.READ, Permissions.TASK_ASSIGN)));
        }
        return rights.toArray(AuthorizationEntity[]::new);
    }

    /** Whose task it is sees it while somebody stands in, and does not work on it. */
    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, @Nullable String oldOwner, @Nullable String newOwner) {
        return newOwner == null || newOwner.equals(task.getAssignee())
                ? new AuthorizationEntity[0]
                : new AuthorizationEntity[] {right(task, newOwner, Permissions.READ)};
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

    /** Its candidate groups get what they have of any group's task. Without any, who puts it back may take it again. */
    private AuthorizationEntity[] backToTheGroups(TaskEntity task, String oldAssignee) {
        List<String> groups = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!groups.isEmpty() || !oldAssignee.equals(actor())) {
            takeAway(task, row -> oldAssignee.equals(row.getUserId()));
        }
        return groups.stream()
                .flatMap(group -> Stream.of(super.newTaskGroupIdentityLink(task, group, IdentityLinkType.CANDIDATE)))
                .toArray(AuthorizationEntity[]::new);
    }

    /**
     * Who had the task before neither sees nor completes it any more. Nor do its groups see what is given to one person;
     * when one of them claims it, the others keep seeing whose it is.
     */
    private static void keepOutOfIt(TaskEntity task, String newAssignee) {
        boolean claimed = newAssignee.equals(actor());
        takeAway(task, row -> row.getUserId() != null ? !row.getUserId().equals(newAssignee) : !claimed);
    }

    /** Only rights to work; a superior goes on seeing the task, and so does whom it was offered to by name. */
    private static void takeAway(TaskEntity task, Predicate<AuthorizationEntity> whose) {
        Set<String> offered =
                task.getCandidates().stream().map(IdentityLink::getUserId).collect(Collectors.toSet());
        CommandContext context = Context.getCommandContext();
        context.runWithoutAuthorization(() -> {
            new AuthorizationQueryImpl()
                            .authorizationType(Authorization.AUTH_TYPE_GRANT)
                            .resourceType(Resources.TASK)
                            .resourceId(task.getId())
                            .list()
                            .stream()
                            .map(AuthorizationEntity.class::cast)
                            .filter(row -> row.isPermissionGranted(Permissions.TASK_WORK))
                            .filter(row -> row.getUserId() == null || !offered.contains(row.getUserId()))
                            .filter(whose)
                            .forEach(row -> {
                                if (row.isPermissionGranted(Permissions.TASK_ASSIGN)) {
                                    row.removePermission(Permissions.TASK_WORK);
                                } else {
                                    context.getAuthorizationManager().delete(row);
                                }
                            });
            return null;
        });
    }

    private static @Nullable String actor() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }
}
