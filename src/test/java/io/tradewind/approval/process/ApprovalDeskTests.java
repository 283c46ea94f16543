package io.tradewind.approval.process;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalAct;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalDesk.Place;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with an open request besides answering, and until when. */
@TradewindTest
class ApprovalDeskTests {

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalDesk desk;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    private long id;
    private String chain = "";

    // recall

    @Test
    void theRequesterRecallsAndNobodyIsAskedAnyMore() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        answer("finance", Answer.APPROVE, null);

        steps.as("darcel-schlecht", () -> desk.recall(id, "The customer wants something else"));

        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.RECALLED);
        assertThat(steps.ended(chain)).isTrue();
        assertThat(outcome()).isEqualTo("sent-back");
        assertThat(what()).containsExactly("approved", "recalled the request");
        assertThat(jdbc.sql("SELECT text FROM mail WHERE cause = :cause")
                        .param("cause", "approval-recalled:" + id + ":melvin-marxen")
                        .query(String.class)
                        .single())
                .contains("Darcel Schlecht has recalled", "The customer wants something else");
        assertThatThrownBy(() -> answer("melvin-marxen", Answer.APPROVE, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Darcel Schlecht has recalled this request");
        assertThat(approvals.covers(
                        "discount",
                        approvals.get(id).request().subject(),
                        approvals.get(id).request().measures(),
                        java.time.LocalDate.of(2026, 1, 1)))
                .isFalse();
    }

    @Test
    void nobodyElseRecallsAndNotAfterTheLastDecision() {
        ask(discountOf("0.12"));

        refused("melvin-marxen", () -> desk.recall(id, null), "Only Darcel Schlecht, who asked, can recall");
        answer("melvin-marxen", Answer.APPROVE, null);
        refused(
                "darcel-schlecht",
                () -> desk.recall(id, null),
                "already approved; the last answer was that of Melvin Marxen. It cannot be recalled any more");
    }

    // take-back

    @Test
    void whileOthersOfTheStepAreAskedAnAnswerIsTakenBackAndGivenAnew() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        answer("finance", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        Task other = taskOf("melvin-marxen");

        steps.as("finance", () -> desk.takeBack(id, "I misread the price"));

        assertThat(taskOf("melvin-marxen").getId()).as("is not disturbed").isEqualTo(other.getId());
        assertThat(approvals.get(id).decisions()).isEmpty();
        answer("finance", Answer.APPROVE, "Looked again");
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
        assertThat(what()).containsExactly("approved", "took the answer back", "approved", "approved");
        assertThat(approvals.get(id).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::comment)
                .containsExactlyInAnyOrder(tuple("finance", "Looked again"), tuple("melvin-marxen", null));
    }

    @Test
    void whenTheNextStepIsAskedAndHasNotAnsweredItsQuestionDisappears() {
        ask(discountOf("0.12"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.AFTER, "New clauses"));
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(assignees()).containsExactly("legal");

        steps.as("melvin-marxen", () -> desk.takeBack(id, "Too early"));

        assertThat(assignees()).containsExactly("melvin-marxen");
        assertThat(approvals.openToDecide("legal")).extracting(Approval::id).doesNotContain(id);
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(assignees()).containsExactly("legal");
        answer("legal", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
    }

    @Test
    void anAnswerTakenBackBeforeTheEngineHasGoneOnIsAskedAgainToo() {
        ask(discountOf("0.12"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.AFTER, "New clauses"));
        answer("melvin-marxen", Answer.APPROVE, null);

        steps.as("melvin-marxen", () -> desk.takeBack(id, "Too early"));
        steps.runAllJobs(chain);

        assertThat(assignees()).containsExactly("melvin-marxen");
        answer("melvin-marxen", Answer.REJECT, "On second thoughts");
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("rejected");
    }

    @Test
    void onceTheNextStepHasAnsweredOrAllIsDecidedNothingIsTakenBack() {
        ask(discountOf("0.12"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.AFTER, "New clauses"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "marketing", Place.AFTER, "A reference"));
        refused("melvin-marxen", () -> desk.takeBack(id, "Hm"), "You have given no answer here");
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(assignees()).as("the one wanted last stands nearest").containsExactly("marketing");
        answer("marketing", Answer.APPROVE, null);
        steps.runAllJobs(chain);

        refused(
                "melvin-marxen",
                () -> desk.takeBack(id, "Hm"),
                "has already answered after you, relying on your answer");
        answer("legal", Answer.REJECT, "No");
        refused("marketing", () -> desk.takeBack(id, "Hm"), "already rejected");
        refused("darcel-schlecht", () -> desk.takeBack(id, "Hm"), "You have given no answer here");
    }

    @Test
    void ofTakingBackAndTheNextAnswerAtOnceOneHappensAndTheOtherIsTold() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            ask(discountOf("0.12"));
            steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.AFTER, "New clauses"));
            answer("melvin-marxen", Answer.APPROVE, null);
            steps.runAllJobs(chain);

            List<Throwable> refusals = Together.run(
                    () -> steps.as("melvin-marxen", () -> desk.takeBack(id, "Too early")),
                    () -> answer("legal", Answer.APPROVE, null));

            steps.runAllJobs(chain);
            assertThat(refusals).hasSize(1).allSatisfy(refusal -> assertThat(refusal)
                    .isInstanceOf(Refused.class));
            boolean takenBack = what().contains("took the answer back");
            assertThat(approvals.get(id).state()).isEqualTo(takenBack ? ApprovalState.OPEN : ApprovalState.APPROVED);
            assertThat(approvals.get(id).decisions()).hasSize(takenBack ? 0 : 2);
            assertThat(assignees()).isEqualTo(takenBack ? List.of("melvin-marxen") : List.of());
        }
    }

    @Test
    void ofHandingOnAndAnsweringAtOnceOneHappens() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            ask(discountOf("0.12"));

            List<Throwable> refusals = Together.run(
                    () -> steps.as("melvin-marxen", () -> desk.handOn(id, "director", "Yours")),
                    () -> answer("melvin-marxen", Answer.APPROVE, null));

            steps.runAllJobs(chain);
            assertThat(refusals).hasSize(1).allSatisfy(refusal -> assertThat(refusal)
                    .isInstanceOf(Refused.class));
            boolean handedOn = approvals.get(id).state() == ApprovalState.OPEN;
            assertThat(assignees()).isEqualTo(handedOn ? List.of("director") : List.of());
        }
    }

    @Test
    void takingBackNeedsAReason() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        answer("finance", Answer.APPROVE, null);

        refused("finance", () -> desk.takeBack(id, "  "), "Say in the comment why you take your answer back");
        assertThat(approvals.get(id).decisions()).hasSize(1);
    }

    // handing on

    @Test
    void whoIsAskedHandsTheQuestionToSomebodyWhoMayDecideIt() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");

        steps.as("melvin-marxen", () -> desk.handOn(id, "cara-losch", "She knows the customer"));

        assertThat(taskOf("cara-losch").getId()).isEqualTo(task.getId());
        assertThat(acting.asSystem(() -> tasks.getVariable(task.getId(), "askedBecause")))
                .asString()
                .contains("Melvin Marxen has handed this on: She knows the customer");
        refused("melvin-marxen", () -> desk.answer(id, Answer.APPROVE, null), "You are not asked in this request");
        answer("cara-losch", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
        assertThat(what()).containsExactly("handed the question on to Cara Losch", "approved");
        assertThat(approvals.get(id).decisions())
                .extracting(ApprovalDecision::askedUser)
                .containsExactly("cara-losch");
    }

    @Test
    void notToWhomMayNotDecideItNorToWhoAsksNorBackAgain() {
        ask(discountOf("0.12"));

        refused("melvin-marxen", () -> desk.handOn(id, "darcel-schlecht", "You do it"), "asked for this approval");
        refused("melvin-marxen", () -> desk.handOn(id, "moses-frase", "You do it"), "may not decide this");
        refused("melvin-marxen", () -> desk.handOn(id, "nobody", "You do it"), "Nobody here has the user id");
        refused("cara-losch", () -> desk.handOn(id, "director", "Take it"), "You are not asked in this request");
        refused("melvin-marxen", () -> desk.handOn(id, "director", ""), "Say in the comment why");
        steps.as("melvin-marxen", () -> desk.handOn(id, "director", "Your customer"));
        refused("director", () -> desk.handOn(id, "melvin-marxen", "No, yours"), "or has handed it on");
        assertThat(assignees()).containsExactly("director");
    }

    @Test
    void aCountersignatureIsNotHandedToSomebodyWithMereAuthority() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        refused("finance", () -> desk.handOn(id, "director", "You may grant it"), "may not decide this");
        steps.as("finance", () -> desk.handOn(id, "gm", "Please"));
        assertThat(assignees()).containsExactlyInAnyOrder("melvin-marxen", "gm");
    }

    @Test
    void afterTheAnswerNothingIsHandedOn() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        answer("finance", Answer.APPROVE, null);

        refused("finance", () -> desk.handOn(id, "gm", "Please"), "This was already answered by Fiona Hale: approved");
    }

    // signers

    @Test
    void aSignerBeforeMeSignsAndThenIAmAskedAgain() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.BEFORE, "Is this clause allowed?"));

        assertThat(assignees()).containsExactlyInAnyOrder("legal", "finance");
        refused("melvin-marxen", () -> desk.answer(id, Answer.APPROVE, null), "It is not your turn yet");
        answer("legal", Answer.APPROVE, null);
        answer("finance", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(assignees()).containsExactly("melvin-marxen");
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
        assertThat(what().get(0)).isEqualTo("asked " + nameOf("legal") + " to sign first");
    }

    @Test
    void aSignerWhoRejectsEndsIt() {
        ask(discountOf("0.12"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.BEFORE, "Is this clause allowed?"));

        answer("legal", Answer.REJECT, "It is not");
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("rejected");
    }

    @Test
    void whoAsksIsNeverASignerNorIsAnybodyTwice() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        refused(
                "melvin-marxen",
                () -> desk.addSigner(id, "darcel-schlecht", Place.AFTER, "You"),
                "asked for this approval and cannot decide it");
        refused(
                "melvin-marxen",
                () -> desk.addSigner(id, "finance", Place.AFTER, "You"),
                "already asked in this request");
        assertThat(approvals.get(id).plan().approvers()).hasSize(2);
    }

    // modes

    @Test
    void ofOneOfManyTheFirstAnswerCounts() {
        askInMode("ONE_OF", 1);

        answer("finance", Answer.APPROVE, null);
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("approved");
        assertThat(assignees()).isEmpty();
    }

    @Test
    void aShareIsEnoughAndFailsWhenItCannotBeReached() {
        askInMode("RATIO", 1);
        answer("finance", Answer.REJECT, "No");
        steps.runAllJobs(chain);
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.OPEN);
        answer("melvin-marxen", Answer.APPROVE, null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");

        askInMode("RATIO", 1);
        answer("finance", Answer.REJECT, "No");
        answer("melvin-marxen", Answer.REJECT, "No");
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("rejected");
    }

    // rounds

    @Test
    void roundsAreCountedShownAndCapped() {
        String deal = "D-1996-000001";
        for (int round = 1; round <= 4; round++) {
            ask(discountOf("0.12").about(deal + " v" + round).revision(round));
            assertThat(approvals.get(id).round()).isEqualTo(round);
            answer("melvin-marxen", Answer.SEND_BACK, "Try again");
        }
        ask(discountOf("0.12").about(deal + " v5").revision(5));

        assertThat(acting.asSystem(
                                () -> tasks.getVariable(taskOf("melvin-marxen").getId(), "requestFacts"))
                        .toString())
                .contains("5 of at most 5");
        refused(
                "melvin-marxen",
                () -> desk.answer(id, Answer.SEND_BACK, "Again"),
                "This is round 5, the last one: it cannot be sent back again");
        answer("melvin-marxen", Answer.REJECT, "Enough");
        ask(discountOf("0.12").about(deal + " v6").revision(6));
        assertThat(approvals.get(id).round())
                .as("after a decision it begins anew")
                .isEqualTo(1);
    }

    @Test
    void whatPeopleDidCannotBeChangedOrRemoved() {
        ask(discountOf("0.12"));
        steps.as("darcel-schlecht", () -> desk.recall(id, null));

        for (String attempt : List.of("UPDATE approval_act SET acted_by = 'x'", "DELETE FROM approval_act")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).isInstanceOf(DataAccessException.class);
        }
    }

    private void ask(RequestBuilder request) {
        id = approvals.open(request.build());
        chain = processes.start("approval-chain", approvals.get(id).request().subject(), Map.of("approvalId", id));
    }

    /** Both of a step, as if the owner's table had this mode for them. */
    private void askInMode(String mode, int needed) {
        id = approvals.open(discountOf("0.12").measure("belowFloor", "1").build());
        jdbc.sql("UPDATE approval_seat SET mode = :mode, needed = :needed WHERE approval_id = :id")
                .param("mode", mode)
                .param("needed", needed)
                .param("id", id)
                .update();
        chain = processes.start("approval-chain", approvals.get(id).request().subject(), Map.of("approvalId", id));
    }

    private void answer(String userId, Answer answer, @org.jspecify.annotations.Nullable String comment) {
        steps.as(userId, () -> desk.answer(id, answer, comment));
    }

    private void refused(String userId, Runnable act, String why) {
        assertThatThrownBy(() -> steps.as(userId, act))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why);
    }

    private Task taskOf(String assignee) {
        return steps.openTasks(chain).stream()
                .filter(task -> assignee.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(assignee + " has no task"));
    }

    private List<String> assignees() {
        return steps.openTasks(chain).stream().map(Task::getAssignee).toList();
    }

    private List<String> what() {
        return desk.history(id).stream().map(ApprovalAct::what).toList();
    }

    private String nameOf(String userId) {
        return jdbc.sql("SELECT name FROM person WHERE user_id = :id")
                .param("id", userId)
                .query(String.class)
                .single();
    }

    private String outcome() {
        return acting.asSystem(() -> history.createHistoricVariableInstanceQuery()
                .processInstanceId(chain)
                .variableName("approvalOutcome")
                .singleResult()
                .getValue()
                .toString());
    }
}
