package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.support.TradewindTest;
import jakarta.ws.rs.core.Response;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class EngineRestErrorsTests {

    @Autowired
    private TaskService tasks;

    @Autowired
    private Acting acting;

    /** What the engine runs into when two complete a task in the same moment: a null, a missing variable. */
    @Test
    void whoLosesTheRaceForATaskIsToldThatItIsDone() {
        for (RuntimeException thrown : new RuntimeException[] {
            new NullPointerException("removeTask"), new IllegalStateException("Variable 'caseNumber' is missing")
        }) {
            Response answer = EngineRestErrors.answer(thrown, "task/it-was-done/complete");

            assertThat(answer.getStatus()).isEqualTo(409);
            assertThat(answer.getEntity()).asString().contains("somebody else has done it");
        }
    }

    @Test
    void whatFailsWhileTheTaskIsThereStaysAFaultOfOurs() {
        Task open = tasks.newTask();
        acting.asSystem(() -> tasks.saveTask(open));
        try {
            assertThat(acting.asSystem(() -> EngineRestErrors.answer(
                                    new NullPointerException(), "task/" + open.getId() + "/submit-form")
                            .getStatus()))
                    .isEqualTo(500);
            assertThat(EngineRestErrors.answer(new NullPointerException(), "task/it-was-done/comment")
                            .getStatus())
                    .isEqualTo(500);
        } finally {
            acting.asSystem(() -> tasks.deleteTask(open.getId(), true));
        }
    }
}
