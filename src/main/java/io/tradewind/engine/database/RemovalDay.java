package io.tradewind.engine.database;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceManager;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceManager;

/**
 * The day on which a history is removed stands with its process instances from their end, and with every other row of it
 * only once that day has come (docs/decisions/0010). The engine writes it into all of them at the end, in the transaction of
 * whoever does the last step: some 540 rows of a journey with all their indexes.
 */
final class RemovalDay {

    /** Instances whose other rows get the day in one transaction of the nightly removal. */
    static final int AT_ONCE = 100;

    private static final String ANY_WITH_A_DAY =
            "SELECT * FROM ACT_HI_PROCINST WHERE ROOT_PROC_INST_ID_ = #{root} AND REMOVAL_TIME_ IS NOT NULL";

    private static final String DUE =
            """
            SELECT * FROM ACT_HI_PROCINST p
             WHERE p.REMOVAL_TIME_ <= #{now}
               AND EXISTS (SELECT 1 FROM ACT_HI_ACTINST a WHERE a.PROC_INST_ID_ = p.ID_ AND a.REMOVAL_TIME_ IS NULL)
            """;

    private RemovalDay() {}

    static final class OfProcesses extends HistoricProcessInstanceManager {

        private static final Set<String> INSTANCES = Set.of(HistoricProcessInstanceEventEntity.class.getName());

        /** At the end of a root instance. */
        @Override
        public void addRemovalTimeToProcessInstancesByRootProcessInstanceId(String root, Date day) {
            if (hasDay(root)) {
                everywhere(root, day);
            } else {
                addRemovalTimeToProcessInstancesByRootProcessInstanceId(root, day, null, INSTANCES);
            }
        }

        /** Somebody gave a part of it a day while it ran (the engine's batch does), and that day stands in its rows. */
        private boolean hasDay(String root) {
            return !findHistoricProcessInstancesByNativeQuery(Map.of("sql", ANY_WITH_A_DAY, "root", root), 0, 1)
                    .isEmpty();
        }

        private void everywhere(String root, Date day) {
            addRemovalTimeToProcessInstancesByRootProcessInstanceId(root, day, null, Set.of());
            Context.getCommandContext()
                    .getHistoricDecisionInstanceManager()
                    .addRemovalTimeToDecisionsByRootProcessInstanceId(root, day, null, Set.of());
        }

        /** Not in those of its root or of what it called: somebody may have given these another day, or none. */
        private void inItsRows(String instance, Date day) {
            addRemovalTimeById(instance, day, null, Set.of());
            Context.getCommandContext()
                    .getHistoricDecisionInstanceManager()
                    .addRemovalTimeToDecisionsByProcessInstanceId(instance, day, null, Set.of());
        }

        /** In the nightly removal, which takes from each table the rows whose day has come. */
        @Override
        public Map<Class<? extends DbEntity>, DbOperation> deleteHistoricProcessInstancesByRemovalTime(
                Date now, int minuteFrom, int minuteTo, int batchSize) {
            List<HistoricProcessInstance> due =
                    findHistoricProcessInstancesByNativeQuery(Map.of("sql", DUE, "now", now), 0, AT_ONCE);
            due.forEach(instance -> inItsRows(instance.getId(), instance.getRemovalTime()));
            // an instance must not go before its rows know that they do
            return due.size() < AT_ONCE
                    ? super.deleteHistoricProcessInstancesByRemovalTime(now, minuteFrom, minuteTo, batchSize)
                    : Map.of(HistoricActivityInstanceEventEntity.class, more(batchSize));
        }

        /** As many as fit: the engine comes again at once. */
        private static DbOperation more(int batchSize) {
            DbOperation more = new DbBulkOperation();
            more.setRowsAffected(batchSize);
            return more;
        }
    }

    static final class OfDecisions extends HistoricDecisionInstanceManager {

        /** At the end of a root instance. */
        @Override
        public void addRemovalTimeToDecisionsByRootProcessInstanceId(String root, Date day) {
            // decisions are told by the processes: all at once
        }
    }

    record ProcessFactory() implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return HistoricProcessInstanceManager.class;
        }

        @Override
        public Session openSession() {
            return new OfProcesses();
        }
    }

    record DecisionFactory() implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return HistoricDecisionInstanceManager.class;
        }

        @Override
        public Session openSession() {
            return new OfDecisions();
        }
    }
}
