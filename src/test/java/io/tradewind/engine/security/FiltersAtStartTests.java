package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.tradewind.engine.Acting;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

@TradewindTest
class FiltersAtStartTests {

    @Autowired
    private FiltersAtStart lists;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Acting acting;

    @Autowired
    private DataSource dataSource;

    private final List<String> made = new ArrayList<>();

    @AfterEach
    void remove() {
        acting.asSystem(() -> tasks.deleteTasks(made, true));
    }

    @Test
    void aListComesInTheOrderThatIsAskedFor() {
        task("Order B", 1000);
        task("Order A", 2000);
        task("Order C", 3000);

        assertThat(names(query -> query.orderByDueDate().asc())).containsExactly("Order B", "Order A", "Order C");
        assertThat(names(query -> query.orderByTaskName().desc())).containsExactly("Order C", "Order B", "Order A");
    }

    @Test
    void aListOfAnEarlierReleaseLosesItsOrderAndItsYellowAndKeepsWhatAnAdministratorChanged() {
        Filter list = named("Due today");
        Map<String, Object> properties = new HashMap<>(list.getProperties());
        acting.asSystem(() -> {
            Map<String, Object> changed = new HashMap<>(properties);
            changed.put("color", "#f2b134");
            changed.put("description", "What cannot wait");
            list.setProperties(changed);
            list.setQuery(tasks.createTaskQuery()
                    .dueBeforeExpression(QueryGuard.START_OF_TOMORROW)
                    .orderByDueDate()
                    .asc());
            filters.saveFilter(list);
        });
        migrate();
        try {
            Filter mended = named("Due today");
            assertThat(mended.getProperties())
                    .containsEntry("color", "#8a5a00")
                    .containsEntry("description", "What cannot wait");
            assertThat(mended.<TaskQuery>getQuery())
                    .hasFieldOrPropertyWithValue("orderingProperties", List.of())
                    .extracting("expressions")
                    .isEqualTo(Map.of("dueBefore", QueryGuard.START_OF_TOMORROW));
        } finally {
            acting.asSystem(() -> {
                Filter again = named("Due today");
                again.setProperties(properties);
                again.setQuery(tasks.createTaskQuery()
                        .dueAfterExpression(QueryGuard.START_OF_TODAY)
                        .dueBeforeExpression(QueryGuard.START_OF_TOMORROW));
                filters.saveFilter(again);
            });
        }
    }

    @Test
    void anOrderThatAnAdministratorGaveAListStays() {
        Filter list = named("Overdue");
        TaskQuery before = list.getQuery();
        acting.asSystem(() -> {
            list.setQuery(tasks.createTaskQuery()
                    .dueBeforeExpression(QueryGuard.NOW)
                    .orderByDueDate()
                    .desc());
            filters.saveFilter(list);
        });
        try {
            migrate();
            acting.asSystem(lists::create);

            assertThat(named("Overdue").<TaskQuery>getQuery())
                    .extracting("orderingProperties")
                    .asInstanceOf(LIST)
                    .hasSize(1);
        } finally {
            acting.asSystem(() -> {
                list.setQuery(before);
                filters.saveFilter(list);
            });
        }
    }

    @Test
    void theFormerWordsOfAListGiveWayToThoseThatSayWhoseTasksTheyAre() {
        Filter list = named("Overdue");
        Map<String, Object> words = new HashMap<>(list.getProperties());
        Map<String, Object> former = new HashMap<>(words);
        former.put("description", "Past the due date");
        acting.asSystem(() -> {
            list.setProperties(former);
            filters.saveFilter(list);
        });

        migrate("V286__engine__say_whose_tasks_a_list_holds");

        assertThat(named("Overdue").getProperties()).isEqualTo(words);
    }

    private void migrate() {
        migrate("V267__engine__leave_the_order_of_lists_to_people");
    }

    private void migrate(String migration) {
        ResourceDatabasePopulator script =
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/" + migration + ".sql"));
        script.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
        script.execute(dataSource);
    }

    private Filter named(String name) {
        return acting.asSystem(
                () -> filters.createFilterQuery().filterName(name).singleResult());
    }

    private void task(String name, long due) {
        Task task = tasks.newTask();
        task.setName(name);
        task.setDueDate(new Date(due));
        acting.asSystem(() -> tasks.saveTask(task));
        made.add(task.getId());
    }

    private List<String> names(UnaryOperator<TaskQuery> order) {
        String overdue = named("Overdue").getId();
        return acting.asSystem(() -> filters
                .<Task, TaskQuery>listPage(
                        overdue, order.apply(tasks.createTaskQuery().taskIdIn(made.toArray(String[]::new))), 0, 10)
                .stream()
                .map(Task::getName)
                .toList());
    }
}
