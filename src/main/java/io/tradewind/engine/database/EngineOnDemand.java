package io.tradewind.engine.database;

import java.util.Properties;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;

/** The engine as ever, but for when it reads its statements and when it shows a process that it has read. */
class EngineOnDemand extends SpringProcessEngineConfiguration {

    @Override
    protected BpmnDeployer getBpmnDeployer() {
        return new ProcessesShownWhole(super.getBpmnDeployer());
    }

    /** As the engine's own, with {@link StatementsOnDemand}. */
    @Override
    protected void initSqlSessionFactory() {
        Properties variables = new Properties();
        variables.put("prefix", databaseTablePrefix);
        initSqlSessionFactoryProperties(variables, databaseTablePrefix, databaseType);
        Configuration statements = new StatementsOnDemand(variables);
        statements.setEnvironment(new Environment("default", transactionFactory, dataSource));
        statements.setDefaultStatementTimeout(jdbcStatementTimeout);
        if (isJdbcBatchProcessing()) {
            statements.setDefaultExecutorType(ExecutorType.BATCH);
        }
        setSqlSessionFactory(new DefaultSqlSessionFactory(statements));
    }
}
