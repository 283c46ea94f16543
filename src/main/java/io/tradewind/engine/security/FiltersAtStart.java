package io.tradewind.engine.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists everybody finds in Tasklist. Made where they are missing; an administrator's changes to them stay. */
@Component
class FiltersAtStart {

    private static final String MY_TASKS = "My tasks";
    private static final Set<String> LEADERS = Set.of("sales-manager", "sales-director", "general-manager");

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final RightsAtStart rights;

    FiltersAtStart(
            FilterService filters, TaskService tasks, AuthorizationService authorizations, RightsAtStart rights) {
        this.filters = filters;
        this.authorizations = authorizations;
        this.tasks = tasks;
        this.rights = rights;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    @Transactional
    public void create() {
        Set<String> everybody = rights.roles();
        Map<String, Filter> present = new HashMap<>();
        filters.createFilterQuery().list().forEach(filter -> present.putIfAbsent(filter.getName(), filter));
        Grants grants = Grants.read(authorizations, every -> every.resourceType(Resources.FILTER));
        create(
                present,
                grants,
                MY_TASKS,
                "What only you can do",
                -50,
                "#0b4f6c",
                query().taskAssigneeExpression(QueryGuard.CURRENT_USER)
                        .orderByDueDate()
                        .asc(),
                everybody);
        create(
                present,
                grants,
                "My groups",
                "Nobody's yet: claim what you start",
                -40,
                "#3c7a89",
                query().taskCandidateGroupInExpression(QueryGuard.CURRENT_USER_GROUPS)
                        .taskUnassigned()
                        .orderByDueDate()
                        .asc(),
                everybody);
        create(
                present,
                grants,
                "Due today",
                "Yours, your groups' and, for a manager, the team's",
                -30,
                "#f2b134",
                query().dueAfterExpression(QueryGuard.START_OF_TODAY)
                        .dueBeforeExpression(QueryGuard.START_OF_TOMORROW)
                        .orderByDueDate()
                        .asc(),
                everybody);
        create(
                present,
                grants,
                "Overdue",
                "Past the due date",
                -20,
                "#b3261e",
                query().dueBeforeExpression(QueryGuard.NOW).orderByDueDate().asc(),
                everybody);
        create(
                present,
                grants,
                "Approvals",
                "Somebody waits for your yes or no",
                -10,
                "#6a4c93",
                query().taskDefinitionKeyIn("decide-request").orderByDueDate().asc(),
                everybody);
        create(
                present,
                grants,
                "My team",
                "What your people have on their desks",
                0,
                "#1b7f4d",
                query().taskAssigned().orderByDueDate().asc(),
                LEADERS);
    }

    private TaskQuery query() {
        return tasks.createTaskQuery();
    }

    private void create(
            Map<String, Filter> present,
            Grants grants,
            String name,
            String description,
            int priority,
            String color,
            TaskQuery query,
            Set<String> readers) {
        Filter filter = present.get(name);
        if (filter == null) {
            Map<String, Object> properties = new HashMap<>();
            properties.put("description", description);
            properties.put("priority", priority);
            properties.put("color", color);
            // a new task of one's own appears without a click; that is a question every ten seconds from every open
            // browser, which the narrowest list can bear and the others could not
            properties.put("refresh", name.equals(MY_TASKS));
            properties.put("showUndefinedVariable", false);
            List<Map<String, String>> variables = new ArrayList<>();
            ColumnsOfVisibleTasks.COLUMNS.forEach(
                    (variable, label) -> variables.add(Map.of("name", variable, "label", label)));
            properties.put("variables", variables);
            filter = filters.saveFilter(
                    filters.newTaskFilter().setName(name).setQuery(query).setProperties(properties));
        }
        for (String reader : readers) {
            grants.add(reader, Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }
}
