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

/**
 * The lists everybody finds in Tasklist. Made where they are missing; an administrator's changes to them stay.
 *
 * <p>They have no order of their own: the engine would put it before the one that a person chooses in Tasklist, which would
 * then show an order that is not there. Tasklist begins with what is due first ({@code camunda-tasklist.js}).
 */
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

    /** From the top of the page downwards; the colour of the name is read on white. */
    private record TaskList(String name, String description, String color, TaskQuery query, Set<String> readers) {}

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    @Transactional
    public void create() {
        Map<String, Filter> present = new HashMap<>();
        filters.createFilterQuery().list().forEach(filter -> present.putIfAbsent(filter.getName(), filter));
        Grants grants = Grants.read(authorizations, every -> every.resourceType(Resources.FILTER));
        int priority = -50;
        for (TaskList list : lists(rights.roles())) {
            Filter known = present.get(list.name());
            Filter filter = known == null ? made(list, priority) : known;
            list.readers().forEach(role -> grants.add(role, Resources.FILTER, filter.getId(), Permissions.READ));
            priority += 10;
        }
    }

    private List<TaskList> lists(Set<String> everybody) {
        return List.of(
                new TaskList(
                        MY_TASKS,
                        "Assigned to you",
                        "#0b4f6c",
                        query().taskAssigneeExpression(QueryGuard.CURRENT_USER),
                        everybody),
                new TaskList(
                        "My groups",
                        "Nobody's yet: claim one to begin",
                        "#3c7a89",
                        query().taskCandidateGroupInExpression(QueryGuard.CURRENT_USER_GROUPS)
                                .taskUnassigned(),
                        everybody),
                new TaskList(
                        "Due today",
                        "Of all tasks you may see, not only yours",
                        "#8a5a00",
                        query().dueAfterExpression(QueryGuard.START_OF_TODAY)
                                .dueBeforeExpression(QueryGuard.START_OF_TOMORROW),
                        everybody),
                new TaskList(
                        "Overdue",
                        "Past the due date, of all tasks you may see",
                        "#b3261e",
                        query().dueBeforeExpression(QueryGuard.NOW),
                        everybody),
                new TaskList(
                        "Approvals",
                        "Somebody waits for your yes or no",
                        "#6a4c93",
                        query().taskDefinitionKeyIn("decide-request"),
                        everybody),
                new TaskList(
                        "My team", "What your people have on their desks", "#1b7f4d", query().taskAssigned(), LEADERS));
    }

    private TaskQuery query() {
        return tasks.createTaskQuery();
    }

    private Filter made(TaskList list, int priority) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("description", list.description());
        properties.put("priority", priority);
        properties.put("color", list.color());
        // a new task of one's own appears without a click; that is a question every ten seconds from every open
        // browser, which the narrowest list can bear and the others could not
        properties.put("refresh", list.name().equals(MY_TASKS));
        properties.put("showUndefinedVariable", false);
        List<Map<String, String>> variables = new ArrayList<>();
        ColumnsOfVisibleTasks.COLUMNS.forEach(
                (variable, label) -> variables.add(Map.of("name", variable, "label", label)));
        properties.put("variables", variables);
        return filters.saveFilter(filters.newTaskFilter()
                .setName(list.name())
                .setQuery(list.query())
                .setProperties(properties));
    }
}
