package io.tradewind.engine.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.EnsureUtil;

/**
 * Checks the id of what is to be written as the engine does, and writes the sentence for a wrong one only when there is one:
 * the engine prints every entity for it, which took a twentieth of a journey. And tells a job that is carried out what never
 * changes of its definition, once that was read; whether it is suspended, and its priority, are read each time.
 */
final class PlainEntityManager extends DbEntityManager {

    private final Map<String, JobDefinitionEntity> definitions;

    private PlainEntityManager(
            IdGenerator ids, PersistenceSession session, Map<String, JobDefinitionEntity> definitions) {
        super(ids, session);
        this.definitions = definitions;
    }

    @Override
    public void onEntityLoaded(DbEntity entity) {
        super.onEntityLoaded(entity);
        if (entity instanceof JobDefinitionEntity definition) {
            definitions.computeIfAbsent(definition.getId(), id -> unchanging(definition));
        } else if (entity instanceof JobEntity job && job.getJobDefinitionId() != null) {
            JobDefinitionEntity known = definitions.get(job.getJobDefinitionId());
            if (known != null) {
                job.setJobDefinition(known);
            }
        }
    }

    /** As nobody changes it, nor its job. */
    private static JobDefinitionEntity unchanging(JobDefinitionEntity read) {
        JobDefinitionEntity definition = new JobDefinitionEntity();
        definition.setId(read.getId());
        definition.setJobType(read.getJobType());
        definition.setJobConfiguration(read.getJobConfiguration());
        definition.setActivityId(read.getActivityId());
        definition.setProcessDefinitionId(read.getProcessDefinitionId());
        definition.setProcessDefinitionKey(read.getProcessDefinitionKey());
        definition.setDeploymentId(read.getDeploymentId());
        definition.setTenantId(read.getTenantId());
        return definition;
    }

    @Override
    protected void validateId(DbEntity entity) {
        try {
            EnsureUtil.ensureValidIndividualResourceId("An entity has an invalid id", entity.getId());
        } catch (ProcessEngineException wrong) {
            super.validateId(entity);
            throw wrong;
        }
    }

    /** @param definitions of jobs, as many as the models that are deployed have */
    record Factory(Map<String, JobDefinitionEntity> definitions) implements SessionFactory {

        Factory() {
            this(new ConcurrentHashMap<>());
        }

        @Override
        public Class<?> getSessionType() {
            return DbEntityManager.class;
        }

        @Override
        public Session openSession() {
            return new PlainEntityManager(
                    Context.getProcessEngineConfiguration().getIdGenerator(),
                    Context.getCommandContext().getSession(PersistenceSession.class),
                    definitions);
        }
    }
}
