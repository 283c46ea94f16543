package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class TasksInOneOrderTests {

    private static final String REP = "darcel-schlecht";
    private static final String NAME = "Due like the others";
    private static final int PAGE = 7;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    private final List<String> alike = new ArrayList<>();

    @BeforeEach
    void manyAlike() {
        Date due = new Date();
        for (int i = 0; i < 5 * PAGE; i++) {
            Task task = tasks.newTask();
            task.setName(NAME);
            task.setDueDate(due);
            task.setAssignee(REP);
            tasks.saveTask(task);
            alike.add(task.getId());
        }
    }

    @AfterEach
    void away() {
        tasks.deleteTasks(alike, true);
    }

    @Test
    void tasksThatAreAlikeStandInOneOrderOnAllPages() {
        List<UnaryOperator<TaskQuery>> orders = List.of(
                query -> query.orderByDueDate().asc(),
                query -> query.orderByTaskPriority().desc(),
                query -> query.orderByTaskAssignee().asc().orderByDueDate().desc());
        for (String user : List.of(REP, "admin")) {
            for (UnaryOperator<TaskQuery> order : orders) {
                List<String> found = new ArrayList<>();
                steps.as(user, () -> {
                    for (int first = 0; first < alike.size(); first += PAGE) {
                        order.apply(tasks.createTaskQuery().taskName(NAME)).listPage(first, PAGE).stream()
                                .map(Task::getId)
                                .forEach(found::add);
                    }
                });
                assertThat(found)
                        .as(user + " in order " + orders.indexOf(order))
                        .isEqualTo(alike);
            }
        }
    }

    @Test
    void onlyWhatIsOrderedIsChanged() {
        assertThat(TasksInOneOrder.rewritten("select 1 order by RES.DUE_DATE_ asc LIMIT ? OFFSET ?"))
                .isEqualTo("select 1 order by RES.DUE_DATE_ asc, RES.ID_ asc LIMIT ? OFFSET ?");
        assertThat(TasksInOneOrder.rewritten("select 1 order by RES.NAME_ asc, RES.PRIORITY_ desc"))
                .isEqualTo("select 1 order by RES.NAME_ asc, RES.PRIORITY_ desc, RES.ID_ asc");
        for (String asItIs : List.of(
                "select 1", "select 1 order by RES.ID_ asc LIMIT ?", "select 1 order by RES.NAME_ asc, RES.ID_ desc")) {
            assertThat(TasksInOneOrder.rewritten(asItIs)).isEqualTo(asItIs);
        }
    }
}
