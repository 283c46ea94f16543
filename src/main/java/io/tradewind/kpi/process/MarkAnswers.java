package io.tradewind.kpi.process;

import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Variable;
import io.tradewind.kpi.PerformanceReview.Mark;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The marks as the form gives them: a number and a reason for each. */
final class MarkAnswers {

    private static final List<Asked> ASKED = Stream.of("teamwork", "diligence", "reliability")
            .map(about -> new Asked(about, Variable.whole(about), Variable.text(about + "Reason")))
            .toList();

    private MarkAnswers() {}

    private record Asked(String about, Variable<Long> mark, Variable<String> reason) {

        Mark in(VariableScope scope) {
            long given = mark.find(scope).orElseThrow(() -> new Refused(about, "Give a mark for " + about + "."));
            return new Mark(about, Math.toIntExact(given), reason.find(scope).orElse(""));
        }
    }

    static List<Mark> of(VariableScope scope) {
        return ASKED.stream().map(asked -> asked.in(scope)).toList();
    }

    static long lowest(List<Mark> marks) {
        return marks.stream().mapToLong(Mark::mark).min().orElseThrow();
    }
}
