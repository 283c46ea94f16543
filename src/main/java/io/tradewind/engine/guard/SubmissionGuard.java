package io.tradewind.engine.guard;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Assignments;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Superiors;
import io.tradewind.engine.guard.Field.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateJobCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.form.handler.DefaultFormHandler;
import org.camunda.bpm.engine.impl.form.handler.FormFieldHandler;
import org.camunda.bpm.engine.impl.form.handler.FormHandler;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Stands before every command by which a person's input reaches a process, whichever service, REST call or web
 * application it comes from: completing a task, starting a process, setting a variable of a task, sending a message.
 *
 * <p>A person is checked; our own code is not: neither what runs as the system, nor what a delegate does inside a
 * person's completion. Standing inside the command, it reads the task that the command itself will read: no query more.
 */
final class SubmissionGuard extends CommandInterceptor {

    private static final String ADMIN = "camunda-admin";

    /** By these one could steer a process past its forms. Whoever repairs a process, the administrator, may. */
    private static final Set<Class<?>> ONLY_FOR_ADMINISTRATORS = Set.of(
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            MessageEventReceivedCmd.class,
            SignalCmd.class,
            SignalEventReceivedCmd.class,
            EvaluateStartConditionCmd.class,
            RemoveTaskVariablesCmd.class,
            StartProcessInstanceAtActivitiesCmd.class,
            DelegateTaskCmd.class,
            ResolveTaskCmd.class);

    /** The engine lets anybody change a job that belongs to no process, such as its own cleaning up. */
    private static final Set<Class<?>> JOBS = Set.of(
            SetJobRetriesCmd.class,
            SetJobsRetriesBatchCmd.class,
            SetJobDuedateCmd.class,
            SetJobPriorityCmd.class,
            RecalculateJobDuedateCmd.class,
            SuspendJobCmd.class,
            ActivateJobCmd.class,
            DeleteJobCmd.class,
            ExecuteJobsCmd.class);

    private static final Set<String> CHANGED_BY_HAND =
            Set.of(TaskEntity.DUE_DATE, TaskEntity.FOLLOW_UP_DATE, TaskEntity.ASSIGNEE, TaskEntity.DELEGATION);

    private static final String BY_FORM_ONLY = "This can only be done by the form of a task, or by an administrator.";

    private static final String DONE = "This task is already done or was withdrawn. Refresh your list.";

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private final SingletonSupplier<Acting> acting;
    private final SingletonSupplier<Superiors> organization;
    private final SingletonSupplier<List<Assignments>> assignments;
    private final FormSources forms = new FormSources();
    private final SubmissionCheck check = new SubmissionCheck();
    private final HiddenFields hiddenFields = new HiddenFields();

    SubmissionGuard(
            ObjectProvider<Acting> acting,
            ObjectProvider<Superiors> organization,
            ObjectProvider<Assignments> assignments) {
        this.acting = SingletonSupplier.of(acting::getObject);
        this.organization = SingletonSupplier.ofNullable(organization::getIfAvailable);
        this.assignments = SingletonSupplier.of(() -> assignments.stream().toList());
    }

    @Override
    public <T> T execute(Command<T> command) {
        int depth = DEPTH.get();
        if (depth == 0 && isGuarded(command)) {
            Acting who = acting.obtain();
            Optional<String> person = who.user();
            if (person.isPresent() && !who.isSystem()) {
                guard(command, person.get(), who);
            }
        }
        DEPTH.set(depth + 1);
        try {
            return depth == 0 && givesBack(command)
                    ? Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command))
                    : next.execute(command);
        } catch (AuthorizationException refused) {
            // who comes a moment too late finds the task and no longer the right to it
            if (depth == 0 && (command instanceof SubmitTaskFormCmd || command instanceof CompleteTaskCmd)) {
                refuseIfDone(taskId(command));
            }
            throw refused;
        } finally {
            DEPTH.set(depth);
        }
    }

    private static boolean isGuarded(Command<?> command) {
        return command instanceof SubmitTaskFormCmd
                || command instanceof CompleteTaskCmd
                || command instanceof ClaimTaskCmd
                || command instanceof AbstractAddIdentityLinkCmd
                || namesOwner(command)
                || command instanceof SaveTaskCmd
                || command instanceof SaveUserCmd
                || command instanceof SubmitStartFormCmd
                || command instanceof StartProcessInstanceCmd
                || command instanceof SetTaskVariablesCmd
                || command instanceof PatchTaskVariablesCmd
                || command instanceof AbstractCorrelateMessageCmd
                || JOBS.contains(command.getClass())
                || ONLY_FOR_ADMINISTRATORS.contains(command.getClass());
    }

    private void guard(Command<?> command, String person, Acting who) {
        boolean administrator = who.inGroup(ADMIN);
        if (ONLY_FOR_ADMINISTRATORS.contains(command.getClass()) && !administrator) {
            throw new Refused(BY_FORM_ONLY);
        } else if (JOBS.contains(command.getClass())) {
            if (!administrator) {
                throw new Refused("Jobs of the engine are for administrators.");
            }
        } else if (command instanceof SaveUserCmd) {
            if (!administrator) {
                onlyOwnPassword(command, person);
            }
        } else if (command instanceof SaveTaskCmd) {
            save((TaskEntity) value(command, "task"), administrator);
        } else if (command instanceof SubmitTaskFormCmd) {
            onOwnTask(taskId(command), person, task -> letPass(task, variables(command, "properties")));
        } else if (command instanceof CompleteTaskCmd) {
            onOwnTask(taskId(command), person, task -> letPass(task, variables(command, "variables")));
        } else if (command instanceof SetTaskVariablesCmd || command instanceof PatchTaskVariablesCmd) {
            if (!administrator) {
                onOwnTask(
                        (String) value(command, "entityId"),
                        person,
                        task -> keep(task, variables(command, "variables")));
            }
        } else if (command instanceof ClaimTaskCmd) {
            claim(command, person);
        } else if (namesOwner(command)) {
            throw new Refused("type", "Whose task it is while somebody stands in is not changed by hand.");
        } else if (command instanceof AbstractAddIdentityLinkCmd) {
            TaskEntity task = openTask(taskId(command));
            String named = (String) value(command, "userId");
            mustWorkHere(named);
            if (IdentityLinkType.ASSIGNEE.equals(value(command, "type"))) {
                mayHave(task, named);
            }
        } else if (command instanceof DelegateTaskCmd) {
            mayHave(openTask(taskId(command)), (String) value(command, "userId"));
        } else if (command instanceof SubmitStartFormCmd) {
            checkStart(definition((String) value(command, "processDefinitionId")), variables(command, "variables"));
        } else if (command instanceof StartProcessInstanceCmd) {
            start(command);
        } else if (!administrator) {
            throw new Refused(BY_FORM_ONLY);
        }
    }

    /** Names and addresses come from the organization; a password is one's own. */
    private static void onlyOwnPassword(Command<?> command, String person) {
        UserEntity user = (UserEntity) value(command, "user");
        if (user != null && user.hasNewPassword() && !person.equals(user.getId())) {
            throw new Refused("Everybody changes their own password and nobody else's; an administrator may.");
        }
        if (user == null || !user.hasNewPassword()) {
            throw new Refused("Names and e-mail addresses are kept by an administrator.");
        }
    }

    /** An owner sees the task, and goes on seeing it. */
    private static boolean namesOwner(Command<?> command) {
        return (command instanceof AbstractAddIdentityLinkCmd || command instanceof DeleteIdentityLinkCmd)
                && IdentityLinkType.OWNER.equals(value(command, "type"));
    }

    /** Tasklist saves a changed day by sending the whole task back; what it says comes from its process. */
    private void save(TaskEntity task, boolean administrator) {
        Set<String> changed = task.getPropertyChanges().keySet();
        if (changed.contains(TaskEntity.DELEGATION) && !administrator) {
            throw new Refused(BY_FORM_ONLY);
        }
        if (task.getRevision() > 0) {
            changed.stream()
                    .filter(property -> !CHANGED_BY_HAND.contains(property))
                    .map(property -> property.equals(TaskEntity.PARENT_TASK) ? "parentTaskId" : property)
                    .findFirst()
                    // there are no tenants here, and the engine does not note such a change
                    .or(() -> Optional.ofNullable(task.getTenantId()).map(tenant -> "tenantId"))
                    .ifPresent(field -> {
                        throw new Refused(
                                field,
                                "'" + field + "' of a task is not changed by hand, only its days and who has it."
                                        + " Send it as it is now.");
                    });
        }
        if (changed.contains(TaskEntity.ASSIGNEE)) {
            mustWorkHere(task.getAssignee());
            mayHave(task, task.getAssignee());
        }
    }

    /** Who may not do a task must not get it: it would be on a desk where nobody can answer. */
    private void mayHave(TaskEntity task, @Nullable String userId) {
        String taskId = task.getId();
        if (taskId == null || userId == null) {
            return;
        }
        String process = task.getProcessDefinitionId() == null
                ? ""
                : definition(task.getProcessDefinitionId()).getKey();
        assignments.obtain().stream()
                .filter(module -> module.knows(process))
                .map(module -> module.against(taskId, userId))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(why -> {
                    mayRead(openTask(taskId));
                    throw new Refused("userId", why);
                });
    }

    /** A task of somebody who is not there would never be done, nor be in anybody's list. */
    private void mustWorkHere(@Nullable String userId) {
        if (userId == null) {
            return;
        }
        CommandContext context = Context.getCommandContext();
        boolean known = !userId.isBlank()
                && context.runWithoutAuthorization(
                        () -> context.getReadOnlyIdentityProvider().findUserById(userId) != null);
        Superiors people = organization.get();
        if (!known || (people != null && people.hasLeft(userId))) {
            throw new Refused("userId", "Nobody who works here has the user name '" + userId + "'.");
        }
    }

    private void claim(Command<?> command, String person) {
        TaskEntity task = openTask(taskId(command));
        Object claimer = value(command, "userId");
        if (claimer != null && !claimer.equals(person)) {
            throw new Refused("Claim a task for yourself only; to give it to somebody else, assign it.");
        }
        mayHave(task, (String) claimer);
    }

    /** Who has a task may put it back; the engine asks for the right to assign, which would be too much. */
    private boolean givesBack(Command<?> command) {
        if (!(command instanceof AssignTaskCmd) || value(command, "userId") != null) {
            return false;
        }
        TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(taskId(command));
        return task != null
                && task.getAssignee() != null
                && acting.obtain().user().filter(task.getAssignee()::equals).isPresent();
    }

    private void start(Command<?> command) {
        ProcessInstantiationBuilderImpl builder =
                (ProcessInstantiationBuilderImpl) value(command, "instantiationBuilder");
        ProcessDefinitionEntity definition =
                new GetDeployedProcessDefinitionCmd(builder, false).execute(Context.getCommandContext());
        checkStart(definition, Variables.fromMap(builder.getVariables()));
    }

    private void checkStart(ProcessDefinitionEntity definition, VariableMap submitted) {
        FormRules rules = rules(
                definition.getStartFormDefinition(),
                definition.getStartFormHandler(),
                definition.getDeploymentId(),
                null);
        check(rules, submitted, true, name -> null);
    }

    /**
     * What a form says is not to be kept lives until the end of the transaction, for the step that takes it. It does not
     * go with the command, which would write every text into the history as a property of the form.
     */
    private void letPass(TaskEntity task, VariableMap submitted) {
        FormRules rules = checkTask(task, submitted, true);
        for (String name : List.copyOf(submitted.keySet())) {
            // a case from before that has it keeps it where it is: the engine does not change what a variable is
            if (isPassing(rules, name) && !task.hasVariable(name)) {
                task.setVariable(name, Variables.untypedValue(submitted.get(name), true));
                submitted.remove(name);
            }
        }
    }

    private void keep(TaskEntity task, VariableMap submitted) {
        FormRules rules = checkTask(task, submitted, false);
        submitted.keySet().stream()
                .filter(name -> isPassing(rules, name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused(name, "This is kept nowhere before the task is done; send it with the task.");
                });
    }

    private static boolean isPassing(FormRules rules, String name) {
        Field field = rules.fields().get(name);
        return field != null && field.passing();
    }

    private FormRules checkTask(TaskEntity task, VariableMap submitted, boolean complete) {
        TaskDefinition element = task.getTaskDefinition();
        FormRules rules = element == null
                ? FormRules.NOTHING
                : rules(
                        element.getFormDefinition(),
                        element.getTaskFormHandler(),
                        task.getProcessDefinition().getDeploymentId(),
                        task);
        check(rules, submitted, complete, task::getVariable);
        return rules;
    }

    private void check(
            FormRules rules, VariableMap submitted, boolean complete, Function<String, @Nullable Object> present) {
        check.check(rules, submitted, complete, present, hiddenFields.in(submitted, present));
    }

    private FormRules rules(
            @Nullable FormDefinition form,
            @Nullable FormHandler handler,
            String deploymentId,
            @Nullable VariableScope scope) {
        return forms.rulesOf(form, deploymentId, scope).orElseGet(() -> generated(handler));
    }

    /** Fields written into the model itself: the engine checks their bounds, so only their names are looked at. */
    @SuppressWarnings("unchecked")
    private static FormRules generated(@Nullable FormHandler handler) {
        if (!(handler instanceof DefaultFormHandler known)) {
            return FormRules.NOTHING;
        }
        List<FormFieldHandler> fields = (List<FormFieldHandler>) value(known, "formFieldHandlers");
        return new FormRules(
                fields.stream().map(FormFieldHandler::getId).collect(Collectors.toMap(id -> id, id -> Field.named(
                                id, Kind.ANY)
                        .build())));
    }

    /** Who may see the task is told why they are refused; the engine looks at who may only where nothing is. */
    private static void onOwnTask(String taskId, String person, Consumer<TaskEntity> check) {
        TaskEntity task = openTask(taskId);
        try {
            if (task.getAssignee() != null && !task.getAssignee().equals(person)) {
                throw new Refused("This task is on the desk of '" + task.getAssignee()
                        + "'. Only that person can complete it; a superior can assign it to somebody else.");
            }
            check.accept(task);
        } catch (Refused refused) {
            mayRead(task);
            throw refused;
        }
    }

    /** Who may not even see the task is told so by the engine, and not whose it is. */
    private static void mayRead(TaskEntity task) {
        Context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
    }

    private static TaskEntity openTask(@Nullable String taskId) {
        TaskEntity task = taskId == null
                ? null
                : Context.getCommandContext().getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw new Refused(DONE);
        }
        return task;
    }

    private static void refuseIfDone(String taskId) {
        CommandContext context = Context.getCommandContext();
        if (context.runWithoutAuthorization(
                        () -> new TaskQueryImpl().taskId(taskId).count())
                == 0) {
            throw new Refused(DONE);
        }
    }

    private static ProcessDefinitionEntity definition(String id) {
        return Context.getProcessEngineConfiguration().getDeploymentCache().findDeployedProcessDefinitionById(id);
    }

    private static String taskId(Command<?> command) {
        return (String) value(command, "taskId");
    }

    /** A copy of the command's own, which is then also the command's: what a form only shows can be taken out. */
    @SuppressWarnings("unchecked")
    private static VariableMap variables(Command<?> command, String name) {
        VariableMap copy = Variables.fromMap((Map<String, Object>) value(command, name));
        ReflectionUtils.setField(field(command, name), command, copy);
        return copy;
    }

    private static @Nullable Object value(Object command, String name) {
        return ReflectionUtils.getField(field(command, name), command);
    }

    private static java.lang.reflect.Field field(Object command, String name) {
        java.lang.reflect.Field field = ReflectionUtils.findField(command.getClass(), name);
        if (field == null) {
            throw new IllegalStateException("The engine changed: " + command.getClass() + " has no field " + name);
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
