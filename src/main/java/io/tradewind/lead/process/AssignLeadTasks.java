package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.CHOSEN_REP;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.lead.UntakenLeads;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open tasks <em>Assign lead</em>. */
@Component
class AssignLeadTasks implements UntakenLeads {

    private static final String PROCESS = "lead-qualification";
    private static final String TASK = "assign-lead";

    private static final String WAITING =
            """
            SELECT lead.number, lead.company_name, lead.region, lead.product, lead.source, lead.received_on
              FROM engine.act_ru_task task
              JOIN engine.act_ru_execution instance ON instance.id_ = task.proc_inst_id_
              JOIN lead ON lead.number = instance.business_key_
             WHERE task.task_def_key_ = :task AND task.suspension_state_ = 1
               AND (task.assignee_ IS NULL OR task.assignee_ = :userId)
             ORDER BY task.create_time_, lead.number
            """;

    private final JdbcClient jdbc;
    private final TaskService tasks;
    private final Acting acting;

    AssignLeadTasks(JdbcClient jdbc, TaskService tasks, Acting acting) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.acting = acting;
    }

    @Override
    public List<Untaken> of(String userId) {
        return jdbc.sql(WAITING)
                .param("task", TASK)
                .param("userId", userId)
                .query(Untaken.class)
                .list();
    }

    @Override
    public boolean give(String leadNumber, String rep, String userId) {
        Task task = acting.asSystem(() -> tasks.createTaskQuery()
                .processDefinitionKey(PROCESS)
                .taskDefinitionKey(TASK)
                .processInstanceBusinessKey(leadNumber)
                .active()
                .singleResult());
        if (task == null) {
            return false;
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(userId)) {
            throw new Refused("Lead " + leadNumber + " is on the desk of '" + task.getAssignee()
                    + "', who chooses the rep: ask there.");
        }
        try {
            return acting.asPerson(userId, () -> {
                if (task.getAssignee() == null) {
                    // so that the history says who it was
                    tasks.claim(task.getId(), userId);
                }
                tasks.complete(task.getId(), Map.of(CHOSEN_REP.name(), rep));
                return true;
            });
        } catch (OptimisticLockingException sameMoment) {
            throw new OptimisticLockingFailureException("Somebody else takes lead " + leadNumber, sameMoment);
        }
    }
}
