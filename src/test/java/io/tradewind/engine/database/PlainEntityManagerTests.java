package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the row of a job's definition says is changed here as nobody does, so that it shows who was asked. */
@TradewindTest
class PlainEntityManagerTests {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aJobKnowsItsDefinitionWithoutAsking() {
        String root = web.program("support").newLead();

        assertThat(typeInTheLog(root, "otherwise")).containsExactly("async-continuation");
    }

    @Test
    void anotherNodeAsksForIt() {
        String root = web.program("support").newLead();
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        SessionFactory ours =
                configuration.getSessionFactories().put(DbEntityManager.class, new PlainEntityManager.Factory());
        try {
            assertThat(typeInTheLog(root, "otherwise")).containsExactly("otherwise");
        } finally {
            configuration.getSessionFactories().put(DbEntityManager.class, ours);
        }
    }

    /** The log of its first asynchronous step. */
    private List<String> typeInTheLog(String root, String changedTo) {
        String definition = jdbc.sql(
                        "SELECT job_def_id_ FROM engine.act_ru_job WHERE root_proc_inst_id_ = :root AND type_ = 'message'")
                .param("root", root)
                .query(String.class)
                .single();
        type(definition, changedTo);
        try {
            steps.runAllJobs(root);
        } finally {
            type(definition, "async-continuation");
        }
        return jdbc.sql(
                        "SELECT job_def_type_ FROM engine.act_hi_job_log WHERE root_proc_inst_id_ = :root AND job_def_id_ = :definition")
                .param("root", root)
                .param("definition", definition)
                .query(String.class)
                .list();
    }

    private void type(String definition, String type) {
        jdbc.sql("UPDATE engine.act_ru_jobdef SET job_type_ = :type WHERE id_ = :id")
                .param("id", definition)
                .param("type", type)
                .update();
    }
}
