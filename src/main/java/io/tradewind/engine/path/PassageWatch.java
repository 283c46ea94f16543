package io.tradewind.engine.path;

import java.util.List;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/** Hears what the engine writes into its history, and notes where cases came and went. */
final class PassageWatch implements HistoryEventHandler {

    static final String REP = "rep";

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricActivityInstanceEventEntity step) {
            if (step.getActivityType().equals("multiInstanceBody")) {
                return;
            }
            if (step.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_START)) {
                notes().began(
                                step.getActivityInstanceId(),
                                step.getProcessInstanceId(),
                                step.getActivityId(),
                                step.getStartTime().toInstant());
            } else if (step.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_END)) {
                notes().ended(
                                step.getActivityInstanceId(),
                                step,
                                step.getActivityId(),
                                step.getStartTime(),
                                step.getEndTime().toInstant(),
                                step.isCanceled(),
                                step.getActivityType().equals(ActivityTypes.TASK_USER_TASK));
            }
        } else if (event instanceof HistoricProcessInstanceEventEntity instance) {
            if (instance.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_START)) {
                notes().began(
                                instance.getProcessInstanceId(),
                                "",
                                "",
                                instance.getStartTime().toInstant());
            } else if (instance.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)) {
                notes().ended(
                                instance.getProcessInstanceId(),
                                instance,
                                "",
                                instance.getStartTime(),
                                instance.getEndTime().toInstant(),
                                instance.getDeleteReason() != null,
                                false);
            }
        } else if (event instanceof HistoricTaskInstanceEventEntity task
                && task.getActivityInstanceId() != null
                && (task.isEventOfType(HistoryEventTypes.TASK_INSTANCE_COMPLETE)
                        || task.isEventOfType(HistoryEventTypes.TASK_INSTANCE_DELETE))) {
            notes().due(task.getActivityInstanceId(), task.getDueDate());
        } else if (event instanceof HistoricVariableUpdateEventEntity variable
                && REP.equals(variable.getVariableName())
                && variable.getProcessInstanceId() != null
                && variable.getProcessInstanceId().equals(variable.getScopeActivityInstanceId())) {
            notes().rep(variable.getProcessInstanceId(), variable.getTextValue());
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private static PassageNotes notes() {
        return Context.getCommandContext().getSession(PassageNotes.class);
    }
}
