package io.tradewind.approval.process;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDecided;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalRequested;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class ApprovalChainProcessTests {

    @Autowired
    private Approvals approvals;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private long approvalId;
    private String chain = "";

    @Test
    void approve() {
        ask(discountOf("0.12"));

        answer("melvin-marxen", "approve", null);
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("approved");
        Approval approval = approvals.get(approvalId);
        assertThat(approval.state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(approval.decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy, ApprovalDecision::answer)
                .containsExactly(tuple("melvin-marxen", "melvin-marxen", Answer.APPROVE));
        assertThat(steps.trace(chain))
                .containsSubsequence("approval-requested", "decide-request", "read-outcome", "approved");
        assertThat(events.stream(ApprovalRequested.class)).hasSize(1);
        assertThat(events.stream(ApprovalDecided.class))
                .extracting(ApprovalDecided::outcome, ApprovalDecided::lastApprover)
                .containsExactly(tuple("approved", "melvin-marxen"));
    }

    @Test
    void reject() {
        ask(discountOf("0.12"));

        answer("melvin-marxen", "reject", "Too much for a customer of class B");
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("rejected");
        assertThat(approvals.get(approvalId).decisions())
                .extracting(ApprovalDecision::comment)
                .containsExactly("Too much for a customer of class B");
        assertThat(steps.trace(chain)).contains("rejected");
    }

    @Test
    void sendBack() {
        ask(discountOf("0.12"));

        answer("melvin-marxen", "send-back", "Try eight first");
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("sent-back");
        assertThat(steps.trace(chain)).contains("sent-back");
    }

    @Test
    void withinOnesOwnAuthorityNobodyIsAskedAndTheEnvelopeHolds() {
        ask(discountOf("0.03"));

        assertThat(steps.ended(chain)).isTrue();
        assertThat(outcome()).isEqualTo("approved");
        assertThat(approvals.get(approvalId).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(events.stream(ApprovalRequested.class)).isEmpty();
        assertThat(events.stream(ApprovalDecided.class)).isEmpty();
    }

    @Test
    void countersignersAreAskedInParallelAndBothMustAgree() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        assertThat(steps.openTasks(chain))
                .extracting(Task::getAssignee)
                .containsExactlyInAnyOrder("melvin-marxen", "finance");

        answer("finance", "approve", null);
        steps.runAllJobs(chain);
        assertThat(approvals.get(approvalId).state()).isEqualTo(ApprovalState.OPEN);
        assertThat(steps.ended(chain)).isFalse();

        answer("melvin-marxen", "approve", null);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
    }

    @Test
    void oneRejectionEndsItForEverybodyAsked() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        answer("finance", "reject", "Below cost");

        // already before the engine takes the other task away
        assertThatThrownBy(() -> answer("melvin-marxen", "approve", null))
                .hasMessageContaining("Your answer came too late: Fiona Hale has already said rejected.");
        steps.runAllJobs(chain);
        assertThat(steps.openTasks(chain)).isEmpty();
        assertThat(outcome()).isEqualTo("rejected");
        assertThat(approvals.get(approvalId).decisions()).hasSize(1);
    }

    @Test
    void theTaskSaysWhatIsAskedAndWhyAndWhoElse() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        Task task = taskOf("finance");
        Map<String, Object> shown = acting.asSystem(() -> runtime.getVariablesLocal(task.getExecutionId()));

        assertThat(shown.get("requesterName")).isEqualTo("Darcel Schlecht");
        assertThat(shown.get("askedBecause")).isEqualTo("The price is below the floor price.");
        assertThat(shown.get("askedWith").toString())
                .contains("Melvin Marxen (sales manager): Beyond what sales reps may decide: discount 12 %");
        assertThat(shown.get("requestFacts").toString()).contains("Acme Corporation");
        assertThat(shown.get("answerCauses").toString()).contains("Melvin Marxen has agreed too");
        assertThat(acting.asSystem(() -> tasks.getVariables(task.getId())).keySet())
                .doesNotContain("margin", "measures");
        assertThat(task.getDueDate()).isNotNull();
        assertThat(acting.asSystem(() -> tasks.getIdentityLinksForTask(task.getId())))
                .extracting(IdentityLink::getGroupId)
                .contains("finance");
    }

    @Test
    void theRequesterCannotDecideEvenAsTheOneAsked() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");
        acting.asSystem(() -> tasks.setAssignee(task.getId(), "darcel-schlecht"));

        assertThatThrownBy(() -> answerAs("darcel-schlecht", task, "approve", null))
                .hasMessageContaining("You asked for this approval yourself; somebody else has to decide it.");
        assertThat(approvals.get(approvalId).decisions()).isEmpty();
        assertThat(taskOf("darcel-schlecht").getId()).isEqualTo(task.getId());
    }

    @Test
    void nobodyElseCanDecideNotEvenAnAdministrator() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");
        acting.asSystem(() -> tasks.setAssignee(task.getId(), "admin"));

        assertThatThrownBy(() -> answerAs("admin", task, "approve", null))
                .hasMessageContaining("This decision was asked of Melvin Marxen, not of you.");
        assertThat(approvals.get(approvalId).state()).isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void aSuperiorTakesOverWhatIsLateAndBothNamesAreKept() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");
        steps.fireTimer(chain, "decide-request");
        steps.fireTimer(chain, "decide-request");

        steps.as("director", () -> tasks.setAssignee(task.getId(), "director"));
        answerAs("director", task, "approve", null);
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("approved");
        assertThat(approvals.get(approvalId).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy)
                .containsExactly(tuple("melvin-marxen", "director"));
        assertThat(mail("approval-decided:" + approvalId)).contains("Dana Reeves, for Melvin Marxen, approved");
    }

    @Test
    void notEvenAnAdministratorGivesAQuestionToSomebodyWhoseAnswerWouldNotCount() {
        ask(discountOf("0.35").measure("belowFloor", "1"));
        Task task = taskOf("finance");

        refusesToGive(task, "darcel-schlecht", "Darcel Schlecht asked for this approval and cannot decide it.");
        refusesToGive(task, "gm", "is asked in this request already");
        refusesToGive(task, "moses-frase", "only a superior of theirs may take it over, not Moses Frase");
        refusesToGive(task, "nobody-here", "Nobody who works here");
        Task saved = acting.asSystem(
                () -> tasks.createTaskQuery().taskId(task.getId()).singleResult());
        saved.setAssignee("darcel-schlecht");
        assertThatThrownBy(() -> steps.as("admin", () -> tasks.saveTask(saved))).hasMessageContaining("cannot decide");
        assertThat(taskOf("finance").getId()).isEqualTo(task.getId());

        Task other = taskOf("gm");
        answerAs("finance", task, "approve", null);
        refusesToGive(other, "finance", "is asked in this request already");
        steps.as("admin", () -> tasks.setAssignee(other.getId(), "gm"));
    }

    private void refusesToGive(Task task, String user, String why) {
        assertThatThrownBy(() -> steps.as("admin", () -> tasks.setAssignee(task.getId(), user)))
                .hasMessageContaining(why);
    }

    @Test
    void nobodyAnswersForTwo() {
        ask(discountOf("0.35").measure("belowFloor", "1"));
        Task task = taskOf("finance");
        acting.asSystem(() -> tasks.setAssignee(task.getId(), "gm"));

        assertThatThrownBy(() -> answerAs("gm", task, "approve", null))
                .hasMessageContaining("somebody else has to answer for Fiona Hale");
    }

    @Test
    void eachPersonAskedHasAMailWithTheFactsAndALinkToTheTask() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        assertThat(mail("approval-asked:" + approvalId + ":finance"))
                .contains("Darcel Schlecht asks for your decision")
                .contains("Customer: Acme Corporation\nDiscount: 12 %\n")
                .contains("Why you: The price is below the floor price.")
                .contains(
                        "Who else is asked: Melvin Marxen (sales manager): Beyond what sales reps may decide: discount 12 %")
                .contains("/camunda/app/tasklist/default/#/?task="
                        + taskOf("finance").getId());
        assertThat(mail("approval-asked:" + approvalId + ":melvin-marxen")).contains("limit of 5 %");
    }

    @Test
    void theRequesterHasAMailWithTheOutcomeAndTheComments() {
        ask(discountOf("0.12"));
        answer("melvin-marxen", "send-back", "Try eight first");

        assertThat(mail("approval-decided:" + approvalId))
                .contains("was sent back")
                .contains("Melvin Marxen sent back: Try eight first")
                .contains("Discount: 12 %");
    }

    @Test
    void noProgramDecides() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");

        assertThatThrownBy(() -> acting.asSystem(() -> tasks.complete(task.getId(), Map.of("decision", "approve"))))
                .hasMessageContaining("Only a person can decide");
    }

    @Test
    void aTaskTakesTheAnswerOfWhomItAskedWhateverElseIsSubmitted() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");

        // our own code gets past the check of submitted variables, and still nothing but the answer counts
        steps.as(
                "melvin-marxen",
                () -> acting.asSystem(() -> tasks.complete(
                        task.getId(),
                        Map.of(
                                "decision", "reject",
                                "comment", "No",
                                "approvalOutcome", "approved",
                                "approver", "finance"))));
        steps.runAllJobs(chain);

        assertThat(outcome()).isEqualTo("rejected");
        assertThat(approvals.get(approvalId).decisions())
                .extracting(ApprovalDecision::askedUser)
                .containsExactly("melvin-marxen");
    }

    @Test
    void rejectingAndSendingBackNeedAComment() {
        ask(discountOf("0.12"));

        assertThatThrownBy(() -> answer("melvin-marxen", "reject", "  ")).hasMessageContaining("why you reject it");
        assertThatThrownBy(() -> answer("melvin-marxen", "send-back", null))
                .hasMessageContaining("why you send it back");
        assertThatThrownBy(() -> answer("melvin-marxen", "approve", "x".repeat(2001)))
                .hasMessageContaining("2,000");
        assertThatThrownBy(() -> answer("melvin-marxen", "perhaps", null)).isInstanceOf(RuntimeException.class);
        assertThat(taskOf("melvin-marxen")).isNotNull();
    }

    @Test
    void ofOneTaskCompletedTwiceAtOnceOneCountsAndTheOtherIsTold() throws Exception {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");

        List<Throwable> refusals = Together.run(
                () -> answerAs("melvin-marxen", task, "approve", null),
                () -> answerAs("melvin-marxen", task, "reject", "No"));

        assertThat(refusals).hasSize(1);
        assertThat(approvals.get(approvalId).decisions()).hasSize(1);
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo(approvals.get(approvalId).state().word());
    }

    @Test
    void whenTwoPeopleOfOneStepAnswerAtOnceBothCount() throws Exception {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        Task one = taskOf("melvin-marxen");
        Task other = taskOf("finance");

        List<Throwable> refusals = Together.run(
                () -> answerAs("melvin-marxen", one, "approve", null),
                () -> answerAs("finance", other, "approve", null));

        assertThat(refusals).isEmpty();
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("approved");
        assertThat(approvals.get(approvalId).decisions()).hasSize(2);
    }

    @Test
    void ofAnApprovalAndARejectionAtOnceTheSecondIsToldOrEndsIt() throws Exception {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        Task one = taskOf("melvin-marxen");
        Task other = taskOf("finance");

        List<Throwable> refusals = Together.run(
                () -> answerAs("melvin-marxen", one, "approve", null),
                () -> answerAs("finance", other, "reject", "Below cost"));

        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("came too late"));
        steps.runAllJobs(chain);
        assertThat(outcome()).isEqualTo("rejected");
    }

    @Test
    void aNewerRequestForTheSameSubjectTakesTheQuestionBack() {
        ask(discountOf("0.12").about("D-1999-900001 v1"));
        String first = chain;
        long firstId = approvalId;

        ask(discountOf("0.10").about("D-1999-900001 v1"));

        assertThat(approvals.get(firstId).state()).isEqualTo(ApprovalState.SUPERSEDED);
        assertThat(steps.ended(first)).isTrue();
        assertThat(steps.trace(first)).contains("request-withdrawn", "note-withdrawal");
        assertThat(taskOf("melvin-marxen")).isNotNull();
        assertThat(approvals
                        .latest("discount", "D-1999-900001 v1")
                        .orElseThrow()
                        .id())
                .isEqualTo(approvalId);
    }

    @Test
    void ofTwoWhoAskAboutTheSameSubjectAtOnceOneQuestionIsOpen() throws Exception {
        RequestBuilder request = discountOf("0.12").about("D-1999-900002 v1");

        List<Throwable> refusals =
                Together.run(() -> approvals.open(request.build()), () -> approvals.open(request.build()));

        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("in this very moment"));
        assertThat(approvals.open().stream()
                        .filter(open -> open.request().subject().equals("D-1999-900002 v1")))
                .hasSize(1);
    }

    @Test
    void whoIsAskedFindsItUntilAnswered() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        assertThat(approvals.openToDecide("finance")).extracting(Approval::id).contains(approvalId);
        assertThat(approvals.openToDecide("darcel-schlecht")).isEmpty();
        assertThat(approvals.openRequestedBy("darcel-schlecht"))
                .extracting(Approval::id)
                .contains(approvalId);
        answer("finance", "approve", null);
        assertThat(approvals.openToDecide("finance")).extracting(Approval::id).doesNotContain(approvalId);
        assertThat(approvals.open()).extracting(Approval::id).contains(approvalId);
    }

    @Test
    void aDecisionCannotBeChangedRemovedOrReworded() {
        ask(discountOf("0.12"));
        answer("melvin-marxen", "approve", null);

        for (String attempt : List.of(
                "UPDATE approval_decision SET answer = 'reject' WHERE approval_id = " + approvalId,
                "DELETE FROM approval_decision WHERE approval_id = " + approvalId,
                "TRUNCATE approval_decision",
                "UPDATE approval SET bounds = '{}' WHERE id = " + approvalId,
                "UPDATE approval_bound SET value = 1 WHERE approval_id = " + approvalId,
                "UPDATE approval SET state = 'rejected' WHERE id = " + approvalId,
                "DELETE FROM approval WHERE id = " + approvalId)) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("approval");
        }
    }

    /** As the bounds of a request lie in the table that is older than they are in the request itself. */
    @Test
    void theBoundsOfAnEarlierRequestAreStillRead() {
        ask(discountOf("0.12").measure("paymentDays", "45"));
        Map<String, BigDecimal> bounds = approvals.get(approvalId).request().measures();
        assertThat(bounds).containsEntry("paymentDays", new BigDecimal("45.000000"));

        jdbc.sql("ALTER TABLE approval DISABLE TRIGGER approval_is_frozen").update();
        jdbc.sql(
                        """
                        INSERT INTO approval_bound (approval_id, measure, value)
                        SELECT id, b.key, b.value::numeric FROM approval, jsonb_each_text(bounds) b WHERE id = :id
                        """)
                .param("id", approvalId)
                .update();
        jdbc.sql("UPDATE approval SET bounds = NULL WHERE id = :id")
                .param("id", approvalId)
                .update();
        jdbc.sql("ALTER TABLE approval ENABLE TRIGGER approval_is_frozen").update();

        assertThat(approvals.get(approvalId).request().measures()).isEqualTo(bounds);
    }

    @Test
    void theFactsOfAnOpenRequestCannotBeChanged() {
        ask(discountOf("0.12"));

        assertThatThrownBy(() -> jdbc.sql("UPDATE approval SET facts = '[]' WHERE id = " + approvalId)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("frozen");
    }

    @Test
    void whatWasShownIsKeptWithTheDecision() {
        ask(discountOf("0.12"));
        answer("melvin-marxen", "approve", "Fine");

        String shown = jdbc.sql("SELECT shown::text FROM approval_decision WHERE approval_id = :id")
                .param("id", approvalId)
                .query(String.class)
                .single();

        assertThat(shown).contains("Acme Corporation").contains("limit of 5 %");
    }

    private void ask(RequestBuilder request) {
        approvalId = approvals.open(request.build());
        chain = processes.start(
                "approval-chain", approvals.get(approvalId).request().subject(), Map.of("approvalId", approvalId));
    }

    private Task taskOf(String assignee) {
        return steps.openTasks(chain).stream()
                .filter(task -> assignee.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(assignee + " has no task"));
    }

    private void answer(String userId, String decision, @Nullable String comment) {
        answerAs(userId, taskOf(userId), decision, comment);
    }

    private void answerAs(String userId, Task task, String decision, @Nullable String comment) {
        steps.as(
                userId,
                () -> tasks.complete(
                        task.getId(),
                        comment == null
                                ? Map.of("decision", decision)
                                : Map.of("decision", decision, "comment", comment)));
    }

    private String mail(String cause) {
        return jdbc.sql("SELECT subject || E'\\n' || text FROM mail WHERE cause = :cause")
                .param("cause", cause)
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
