package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetRounds;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Careful: only the clear word is an agreement. */
@Component("recordTargetAnswerListener")
class RecordTargetAnswerListener implements TaskListener {

    private final TargetRounds rounds;

    RecordTargetAnswerListener(TargetRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void notify(DelegateTask task) {
        Map<Measure, BigDecimal> counter = new EnumMap<>(Measure.class);
        COUNTER_REVENUE.find(task).ifPresent(amount -> counter.put(Measure.REVENUE, amount));
        COUNTER_CASH.find(task).ifPresent(amount -> counter.put(Measure.CASH, amount));
        COUNTER_MARGIN.find(task).ifPresent(amount -> counter.put(Measure.MARGIN, amount));
        COUNTER_NEW_CUSTOMERS
                .find(task)
                .ifPresent(number -> counter.put(Measure.NEW_CUSTOMERS, BigDecimal.valueOf(number)));
        rounds.answer(
                PLAN_NUMBER.get(task),
                ASKED_PERSON.get(task),
                TARGET_ANSWER.find(task).orElse("").equals("agrees"),
                counter,
                OBJECTION_REASON.find(task).orElse(null));
    }
}
