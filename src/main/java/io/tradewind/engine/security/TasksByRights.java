package io.tradewind.engine.security;

import io.tradewind.engine.database.RewrittenStatements;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Asks for tasks by what the person may see, read once. The engine joins every task with every right of the person, on the
 * task's id or its process or all of them; so its lists take as long as there are tasks times rights. Here the rights are
 * looked up instead. Which rights and which tasks those are is left to the engine's own statement, word by word; a statement
 * that does not read as expected stays as it is.
 */
final class TasksByRights {

    static final List<String> STATEMENTS = List.of("selectTaskByQueryCriteria", "selectTaskCountByQueryCriteria");

    private static final Pattern JOIN = Pattern.compile(
            "inner\\s+join\\s+\\(\\s*SELECT\\s+A\\.\\*\\s+(FROM\\s.*?)\\)\\s*AUTH\\s+ON\\s+\\(AUTH\\.RESOURCE_ID_\\s+IN\\s+\\(\\s*"
                    + "RES\\.ID_\\s*,\\s*D\\.KEY_\\s*,\\s*'\\*'\\s*\\)\\s*\\)",
            Pattern.DOTALL);

    private static final String JOINED = "(AUTH.RESOURCE_ID_ IS NOT NULL)";

    private static final String LOOKED_UP =
            """
            (RES.ID_ IN (SELECT RESOURCE_ID_ FROM RIGHTS) OR D.KEY_ IN (SELECT RESOURCE_ID_ FROM RIGHTS)
              OR EXISTS (SELECT 1 FROM RIGHTS WHERE RESOURCE_ID_ = '*'))
            """;

    /** Only these may find a task more than once. */
    private static final Pattern REPEATING =
            Pattern.compile("ACT_RU_IDENTITYLINK|ACT_RU_VARIABLE|\\sas\\s", Pattern.CASE_INSENSITIVE);

    private static final Pattern DISTINCT = Pattern.compile("select\\s+distinct\\s", Pattern.CASE_INSENSITIVE);

    private TasksByRights() {}

    static void use(ProcessEngineConfigurationImpl engine) {
        RewrittenStatements.use(
                engine,
                STATEMENTS,
                "ByRights",
                stock -> parameters -> RewrittenStatements.bound(stock, parameters, TasksByRights::rewritten));
    }

    /** The parameters keep their order: none stands before the rights. */
    static String rewritten(String sql) {
        Matcher join = JOIN.matcher(sql);
        if (!join.find() || sql.indexOf('?') < join.start() || !sql.contains(JOINED)) {
            return sql;
        }
        String tasks =
                sql.substring(0, join.start()) + sql.substring(join.end()).replace(JOINED, LOOKED_UP);
        return "WITH RIGHTS AS MATERIALIZED (SELECT A.RESOURCE_ID_ " + join.group(1) + ") "
                + (REPEATING.matcher(tasks).find()
                        ? tasks
                        : DISTINCT.matcher(tasks).replaceFirst("SELECT "));
    }
}
