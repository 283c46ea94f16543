package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.OUTCOME_REASON;
import static io.tradewind.kpi.process.PerformanceReviewVariables.OUTCOME_WHY;
import static io.tradewind.kpi.process.PerformanceReviewVariables.OUTCOME_WORDS;

import io.tradewind.engine.variables.Variable;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** What the forms of a review show. */
final class ReviewScreen {

    private ReviewScreen() {}

    /** What is recorded: for nothing special the reason, the superior's own where the table left it to them. */
    static String outcomeWords(VariableScope scope, String outcome) {
        String why =
                OUTCOME_REASON.find(scope).or(() -> OUTCOME_WHY.find(scope)).orElse("");
        return outcome.equals("nothing") ? why : OUTCOME_WORDS.find(scope).orElse("");
    }

    /** A task of that day is there when work begins. */
    static @Nullable String morning(@Nullable LocalDate day) {
        return day == null ? null : day + "T06:00:00Z";
    }

    /** Asked afresh next time; Tasklist's date field also runs away from a date it finds filled in. */
    static void clear(VariableScope scope, Variable<?>... answered) {
        for (Variable<?> variable : answered) {
            variable.set(scope, null);
        }
    }
}
