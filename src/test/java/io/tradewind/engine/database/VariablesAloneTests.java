package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class VariablesAloneTests {

    @Autowired
    private ProcessEngine engine;

    @Test
    void theEngineReadsThemFromTheirTableAlone() {
        for (String statement : VariablesAlone.STATEMENTS) {
            for (List<String> names : List.of(List.<String>of(), List.of("rep"), List.of("rep", "dealNumber"))) {
                String stock = sql(statement, names);
                assertThat(stock).contains("ACT_INST_ID_").contains("LEFT JOIN");

                String ours = sql(statements().getOrDefault(statement, statement), names);

                assertThat(ours)
                        .as("the condition is the engine's, word by word")
                        .doesNotContain("EXECUTION.")
                        .endsWith(stock.substring(stock.lastIndexOf("WHERE")))
                        .startsWith("SELECT RES.* FROM ");
            }
        }
    }

    @Test
    void whatReadsOtherwiseStaysAsItIs() {
        assertThat(VariablesAlone.rewritten("SELECT * FROM ACT_RU_VARIABLE WHERE ID_ = ?"))
                .isEqualTo("SELECT * FROM ACT_RU_VARIABLE WHERE ID_ = ?");
        String named = sql(VariablesAlone.STATEMENTS.get(0), List.of()) + " AND PARENT_EXECUTION.ID_ IS NULL";
        assertThat(VariablesAlone.rewritten(named))
                .as("asks for what is joined")
                .isEqualTo(named);
    }

    private Map<String, String> statements() {
        return configuration().getDbSqlSessionFactory().getStatementMappings();
    }

    private String sql(String statement, List<String> names) {
        Configuration mybatis = configuration().getSqlSessionFactory().getConfiguration();
        Map<String, Object> parameter =
                new HashMap<>(Map.of("executionId", "e", "taskId", "t", "variableNames", names));
        return mybatis.getMappedStatement(statement)
                .getBoundSql(new ListQueryParameterObject(parameter, 0, Integer.MAX_VALUE))
                .getSql()
                .replaceAll("\\s+", " ")
                .trim();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
