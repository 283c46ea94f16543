package io.tradewind.planning.process;

import io.tradewind.planning.TargetRounds;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the model asks about a round: {@code ${targetRounds.managers(planNumber)}}. */
@Component("targetRounds")
public class TargetRoundsInModels {

    private final TargetRounds rounds;

    TargetRoundsInModels(TargetRounds rounds) {
        this.rounds = rounds;
    }

    /** User ids of the managers to be asked now. */
    public List<String> managers(String planNumber) {
        return rounds.managersToAsk(planNumber);
    }

    /** User ids of the reps to be asked now. */
    public List<String> reps(String planNumber) {
        return rounds.repsToAsk(planNumber);
    }
}
