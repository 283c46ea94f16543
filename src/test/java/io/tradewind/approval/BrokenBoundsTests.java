package io.tradewind.approval;

import static io.tradewind.approval.ApprovalFixtures.creditReleaseOf;
import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** A changed document is asked about again, but only those whose bound broke. */
@TradewindTest
@Transactional
class BrokenBoundsTests {

    private static final String DEAL = "D-1995-000001";

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalChain chain;

    @Autowired
    private EngineSteps steps;

    @Test
    void whoAgreedToNoLessIsNotAskedAgain() {
        approved(belowFloor("0.12"), "melvin-marxen", "finance");

        assertThat(asked(belowFloor("0.15").measure("margin", "0.35"))).containsExactly("melvin-marxen");
        assertThat(approvals.plan(belowFloor("0.15").build()).rule())
                .contains("Fiona Hale agreed to no less before (" + DEAL + " v1) and need not be asked again.");
    }

    @Test
    void whoseBoundBrokeIsAskedAgain() {
        approved(discountOf("0.12").about(DEAL + " v1").measure("margin", "0.35"), "melvin-marxen");

        // below the floor is new: finance has never agreed to it, and nothing of the manager's got worse
        assertThat(asked(belowFloor("0.12"))).containsExactly("finance");
        // a lower margin is the manager's to judge as well
        assertThat(asked(belowFloor("0.12").measure("margin", "0.34"))).containsExactly("melvin-marxen", "finance");
    }

    @Test
    void whatNobodyWatchesIsTheSuperiorsToJudge() {
        approved(belowFloor("0.12").measure("paymentDays", "30"), "melvin-marxen", "finance");

        assertThat(asked(belowFloor("0.12").measure("paymentDays", "60"))).containsExactly("melvin-marxen");
        assertThat(asked(belowFloor("0.12"))).as("days not stated").containsExactly("melvin-marxen");
    }

    @Test
    void somebodyHigherWhoHasNotAgreedIsAsked() {
        approved(discountOf("0.12").about(DEAL + " v1"), "melvin-marxen");

        assertThat(asked(discountOf("0.25").about(DEAL + " v2"))).containsExactly("director");
    }

    @Test
    void anotherSeriesClassOrDealAsksEverybody() {
        approved(belowFloor("0.12"), "melvin-marxen", "finance");

        assertThat(asked(belowFloor("0.12").input("productSeries", "GTX", "MG")))
                .containsExactly("melvin-marxen", "finance");
        assertThat(asked(belowFloor("0.12").about("D-1995-000002 v1"))).containsExactly("melvin-marxen", "finance");
    }

    @Test
    void afterItsLastDayAnApprovalSparesNobody() {
        approved(belowFloor("0.12").until(LocalDate.of(2020, 1, 1)), "melvin-marxen", "finance");

        assertThat(asked(belowFloor("0.15"))).containsExactly("melvin-marxen", "finance");
    }

    @Test
    void anAnswerOnTheWayToARejectionSparesNobody() {
        long id = approvals.open(belowFloor("0.12").build());
        answer(id, "finance", Answer.APPROVE);
        answer(id, "melvin-marxen", Answer.REJECT);

        assertThat(asked(belowFloor("0.12"))).containsExactly("melvin-marxen", "finance");
    }

    @Test
    void aReleaseOfCreditIsForOneOccasion() {
        approved(creditReleaseOf("49000").about("C-1995-000001"), "melvin-marxen", "finance");

        assertThat(asked(creditReleaseOf("48000").about("C-1995-000001"))).containsExactly("melvin-marxen", "finance");
    }

    @Test
    void onlyThoseAskedAgainAreNeededToAgree() {
        approved(belowFloor("0.12"), "melvin-marxen", "finance");
        long second = approvals.open(belowFloor("0.15").about(DEAL + " v2").build());

        answer(second, "melvin-marxen", Answer.APPROVE);

        assertThat(approvals.get(second).state()).isEqualTo(ApprovalState.APPROVED);
    }

    private static RequestBuilder belowFloor(String discount) {
        return discountOf(discount)
                .about(DEAL + " v1")
                .measure("margin", "0.35")
                .measure("belowFloor", "1");
    }

    private void approved(RequestBuilder request, String... approvers) {
        long id = approvals.open(request.build());
        for (String approver : approvers) {
            answer(id, approver, Answer.APPROVE);
        }
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.APPROVED);
    }

    private void answer(long id, String user, Answer answer) {
        String task = "task-" + id + user;
        chain.ask(id, user, task, user);
        steps.as(user, () -> chain.decide(task, answer, "Because"));
    }

    private List<String> asked(RequestBuilder request) {
        return approvals.plan(request.build()).approvers().stream()
                .map(PlannedApprover::userId)
                .toList();
    }
}
