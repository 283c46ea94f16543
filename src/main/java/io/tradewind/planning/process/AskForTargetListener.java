package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.planning.TargetRounds;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("askForTargetListener")
class AskForTargetListener implements TaskListener {

    private final TargetRounds rounds;
    private final PlanScreen screen;

    AskForTargetListener(TargetRounds rounds, PlanScreen screen) {
        this.rounds = rounds;
        this.screen = screen;
    }

    /** In the scope of this one person: many are asked at once, and neither questions nor answers may mix. */
    @Override
    public void notify(DelegateTask task) {
        DelegateExecution person = task.getExecution();
        ASKED_TARGET.setLocal(person, rounds.ask(PLAN_NUMBER.get(task), ASKED_PERSON.get(task), task.getAssignee()));
        TARGET_ANSWER.setLocal(person, null);
        COUNTER_REVENUE.setLocal(person, null);
        COUNTER_CASH.setLocal(person, null);
        COUNTER_MARGIN.setLocal(person, null);
        COUNTER_NEW_CUSTOMERS.setLocal(person, null);
        OBJECTION_REASON.setLocal(person, null);
        SUBJECT.setLocal(person, screen.subject(PLAN_NUMBER.get(task), ASKED_PERSON.get(task)));
    }
}
