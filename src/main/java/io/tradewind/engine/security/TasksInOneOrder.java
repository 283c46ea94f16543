package io.tradewind.engine.security;

import io.tradewind.engine.database.RewrittenStatements;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Puts tasks that are alike in what a list is ordered by in the order of their ids, which is that of their beginning. The
 * engine leaves them as the database happens to find them, so that one page of Tasklist could repeat what the page before
 * had shown, and no page the rest: all that comes in before work begins is due at the same moment.
 */
final class TasksInOneOrder {

    private static final List<String> STATEMENTS = List.of("selectTaskByQueryCriteria");

    private static final Pattern ORDER =
            Pattern.compile("\\border by (?![^?]*\\bRES\\.ID_)(.*?)(?=\\s+LIMIT\\b|\\s*$)", Pattern.DOTALL);

    private TasksInOneOrder() {}

    static void use(ProcessEngineConfigurationImpl engine) {
        RewrittenStatements.use(
                engine,
                STATEMENTS,
                "InOneOrder",
                stock -> parameters -> RewrittenStatements.bound(stock, parameters, TasksInOneOrder::rewritten));
    }

    static String rewritten(String sql) {
        return ORDER.matcher(sql).replaceFirst("order by $1, RES.ID_ asc");
    }
}
