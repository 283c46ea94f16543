package io.tradewind.engine.database;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * Looks for the incident of a job that is done only where its case has one. The engine asks the database after each of a
 * journey's forty jobs and timers; whether a case has any incident it has read already with the case.
 */
final class IncidentsByCase extends DefaultIncidentHandler {

    IncidentsByCase() {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
    }

    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        ExecutionEntity execution = context.getExecutionId() == null
                ? null
                : Context.getCommandContext()
                        .getDbEntityManager()
                        .getCachedEntity(ExecutionEntity.class, context.getExecutionId());
        if (execution == null || !execution.getIncidents().isEmpty()) {
            super.removeIncident(context, resolved);
        }
    }
}
