package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;

/** Lets the engine ask for tasks with its own statements for a while. */
final class StockStatements {

    private StockStatements() {}

    static <T> T during(ProcessEngineConfigurationImpl engine, Supplier<T> work) {
        DbSqlSessionFactory sessions = engine.getDbSqlSessionFactory();
        Map<String, String> ours = sessions.getStatementMappings();
        Map<String, String> stock = new HashMap<>(ours);
        assertThat(stock.keySet().removeAll(TasksByRights.STATEMENTS)).isTrue();
        sessions.setStatementMappings(stock);
        try {
            return work.get();
        } finally {
            sessions.setStatementMappings(ours);
        }
    }
}
