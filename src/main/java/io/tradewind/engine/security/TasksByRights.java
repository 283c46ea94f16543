package io.tradewind.engine.security;

import io.tradewind.engine.database.RewrittenStatements;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Asks for tasks by what the person may see, read once. The engine joins every task with every right of the person, on the
 * task's id or its process or all of them; so its lists take as long as there are tasks times rights. Here each task is
 * looked up among the rights; where no condition finds the tasks by an index, they are taken by the rights that name them.
 * Which rights and which tasks those are is left to the engine's own statement, word by word; a statement that does not read
 * as expected stays as it is.
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

    /** Asks for few tasks, which the database finds by an index. */
    private static final Pattern NARROW = Pattern.compile(
            "RES\\.(ID_|PROC_INST_ID_|EXECUTION_ID_|ASSIGNEE_)\\s*(=\\s*\\?|in\\b)|ACT_RU_EXECUTION",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TASKS =
            Pattern.compile("from\\s+(\\S*)ACT_RU_TASK\\s+RES\\b", Pattern.CASE_INSENSITIVE);

    /**
     * Each task once: those that a right names, and where a right is for a process or for all, the others that it lets see.
     * OFFSET keeps the conditions of the list out of the first part, which is thereby always read by id, whatever the
     * database believes to know about its tables; the second part is not read at all without such a right.
     */
    private static final String SEEN =
            """
            from (
              SELECT OWN.* FROM (SELECT * FROM $1ACT_RU_TASK WHERE ID_ = ANY (ARRAY(SELECT RESOURCE_ID_ FROM RIGHTS)) OFFSET 0) OWN
              UNION ALL
              SELECT T.* FROM $1ACT_RU_TASK T
              WHERE EXISTS (
                SELECT 1 FROM RIGHTS WHERE RESOURCE_ID_ = '*' OR RESOURCE_ID_ IN (SELECT KEY_ FROM $1ACT_RE_PROCDEF))
              AND (EXISTS (SELECT 1 FROM RIGHTS WHERE RESOURCE_ID_ = '*') OR T.PROC_DEF_ID_ IN (
                SELECT ID_ FROM $1ACT_RE_PROCDEF WHERE KEY_ IN (SELECT RESOURCE_ID_ FROM RIGHTS)))
              AND T.ID_ NOT IN (SELECT RESOURCE_ID_ FROM RIGHTS WHERE RESOURCE_ID_ IS NOT NULL)
            ) RES""";

    private static final Pattern LINKS = Pattern.compile(
            "left\\s+join\\s+(\\S*)ACT_RU_IDENTITYLINK\\s+I\\s+on\\s+I\\.TASK_ID_\\s*=\\s*RES\\.ID_",
            Pattern.CASE_INSENSITIVE);

    /** Of each task by itself: the links of a group are mostly to tasks that somebody has, and as many as there are tasks. */
    private static final String LINKS_OF_EACH =
            "left join lateral (SELECT * FROM $1ACT_RU_IDENTITYLINK WHERE TASK_ID_ = RES.ID_ OFFSET 0) I on true";

    /** Only these may find a task more than once. */
    private static final Pattern REPEATING =
            Pattern.compile("ACT_RU_IDENTITYLINK|ACT_RU_VARIABLE|\\sas\\s", Pattern.CASE_INSENSITIVE);

    private static final Pattern DISTINCT =
            Pattern.compile("(select\\s+|count\\(\\s*)distinct\\s", Pattern.CASE_INSENSITIVE);

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
        String tasks = sql.substring(0, join.start()) + sql.substring(join.end());
        boolean once = !REPEATING.matcher(tasks).find();
        if (once) {
            tasks = DISTINCT.matcher(tasks).replaceFirst("$1");
        }
        Matcher from = TASKS.matcher(tasks);
        String seen = once && !NARROW.matcher(tasks).find() && from.find()
                ? from.replaceFirst(SEEN).replace(JOINED, "(1 = 1)")
                : LINKS.matcher(tasks).replaceFirst(LINKS_OF_EACH).replace(JOINED, LOOKED_UP);
        return "WITH RIGHTS AS MATERIALIZED (SELECT A.RESOURCE_ID_ " + join.group(1) + ") " + seen;
    }
}
