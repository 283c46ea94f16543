package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Lets the cards of Tasklist show whom a task is about. The engine shows a process variable in the list only to those
 * who may read the whole process instance; who opens the task sees all its variables.
 *
 * <p>Only within the answer of a stored filter, where the engine itself asks for the variables of the tasks it has just
 * found for this person, and only these names.
 */
class ColumnsOfVisibleTasks extends CommandInterceptor {

    private static final Pattern FILTER_LIST = Pattern.compile(".*/filter/[^/]+/(list|singleResult)");

    /** Variable name to heading, in the order shown. */
    static final Map<String, String> COLUMNS = columns();

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof VariableInstanceQueryImpl query && isListOfFilter() && onlyColumns(query)) {
            CommandContext context = Context.getCommandContext();
            return context.runWithoutAuthorization(() -> next.execute(command));
        }
        return next.execute(command);
    }

    private static boolean onlyColumns(VariableInstanceQueryImpl query) {
        String[] names = query.getVariableNames();
        String[] scopes = query.getVariableScopeIds();
        return names != null
                && scopes != null
                && scopes.length > 0
                && COLUMNS.keySet().containsAll(List.of(names));
    }

    private static boolean isListOfFilter() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return false;
        }
        HttpServletRequest request = attributes.getRequest();
        return FILTER_LIST.matcher(Paths.of(request)).matches();
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("subject", "About");
        columns.put("customerName", "Customer");
        columns.put("companyName", "Company");
        columns.put("dealNumber", "Deal");
        columns.put("leadNumber", "Lead");
        columns.put("orderNumber", "Order");
        columns.put("requesterName", "Asked by");
        columns.put("shownAmount", "Amount");
        return columns;
    }
}
