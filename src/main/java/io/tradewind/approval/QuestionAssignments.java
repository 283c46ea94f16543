package io.tradewind.approval;

import io.tradewind.engine.Assignments;
import io.tradewind.organization.People;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A question given by hand to somebody whose answer would not count could not be answered by anybody any more. */
@Component
class QuestionAssignments implements Assignments {

    private final ApprovalRows rows;
    private final People people;

    QuestionAssignments(ApprovalRows rows, People people) {
        this.rows = rows;
        this.people = people;
    }

    @Override
    public Optional<String> against(String taskId, String userId) {
        return rows.seatOf(taskId).flatMap(seat -> DecisionRules.against(
                        rows.get(seat.approvalId()), seat.approver().userId(), userId, people)
                .map(why -> "%s Whoever is asked can hand the question on, on the page of request %d."
                        .formatted(why, seat.approvalId())));
    }
}
