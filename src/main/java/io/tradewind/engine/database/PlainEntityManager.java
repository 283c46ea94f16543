package io.tradewind.engine.database;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.util.EnsureUtil;

/**
 * Checks the id of what is to be written as the engine does, and writes the sentence for a wrong one only when there is one:
 * the engine prints every entity for it, which took a twentieth of a journey.
 */
final class PlainEntityManager extends DbEntityManager {

    private PlainEntityManager(IdGenerator ids, PersistenceSession session) {
        super(ids, session);
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

    record Factory() implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return DbEntityManager.class;
        }

        @Override
        public Session openSession() {
            return new PlainEntityManager(
                    Context.getProcessEngineConfiguration().getIdGenerator(),
                    Context.getCommandContext().getSession(PersistenceSession.class));
        }
    }
}
