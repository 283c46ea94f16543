package io.tradewind.engine.database;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlSource;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables of an execution or a task from their table alone. The engine joins the executions twice each time, for
 * the id of a step's passage that only lists of variables show, which are another statement. What does not read as expected
 * (another version of the engine) stays as it is.
 */
final class VariablesAlone {

    static final List<String> STATEMENTS = List.of("selectVariablesByExecutionId", "selectVariablesByTaskId");

    private static final Pattern JOINED = Pattern.compile(
            "RES\\.\\*\\s*,\\s*\\(\\s*case\\s.*?\\send\\s*\\)\\s*ACT_INST_ID_\\s+FROM\\s+(\\S*ACT_RU_VARIABLE)\\s+RES\\s+"
                    + "LEFT JOIN\\s+\\S*ACT_RU_EXECUTION\\s+EXECUTION\\s+ON\\s+RES\\.EXECUTION_ID_\\s*=\\s*EXECUTION\\.ID_\\s+"
                    + "LEFT JOIN\\s+\\S*ACT_RU_EXECUTION\\s+PARENT_EXECUTION\\s+ON\\s+"
                    + "EXECUTION\\.PARENT_ID_\\s*=\\s*PARENT_EXECUTION\\.ID_\\s+WHERE\\s+(?=[^.]*$)",
            Pattern.DOTALL);

    private VariablesAlone() {}

    static void use(ProcessEngineConfigurationImpl engine) {
        RewrittenStatements.use(engine, STATEMENTS, "Alone", Rewritten::new);
    }

    /** Asked for all variables, as nearly always, it reads the same each time; asked for some it is put together anew. */
    private static final class Rewritten implements SqlSource {

        private final MappedStatement stock;
        private volatile @Nullable BoundSql all;

        Rewritten(MappedStatement stock) {
            this.stock = stock;
        }

        @Override
        public BoundSql getBoundSql(Object parameters) {
            boolean some = isForSome(parameters);
            BoundSql known = some ? null : all;
            if (known != null) {
                return new BoundSql(stock.getConfiguration(), known.getSql(), known.getParameterMappings(), parameters);
            }
            BoundSql rewritten = RewrittenStatements.bound(stock, parameters, VariablesAlone::rewritten);
            if (!some) {
                all = rewritten;
            }
            return rewritten;
        }

        private static boolean isForSome(Object parameters) {
            return !(parameters instanceof ListQueryParameterObject list
                    && list.getParameter() instanceof Map<?, ?> asked
                    && (asked.get("variableNames") == null
                            || asked.get("variableNames") instanceof Collection<?> names && names.isEmpty()));
        }
    }

    static String rewritten(String sql) {
        return JOINED.matcher(sql).replaceFirst("RES.* FROM $1 RES WHERE ");
    }
}
