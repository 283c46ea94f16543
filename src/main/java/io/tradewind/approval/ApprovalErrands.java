package io.tradewind.approval;

import io.tradewind.organization.Errand;
import io.tradewind.organization.Errands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom an approval must not go to although they stand in for the one asked, and what it is worth. */
@Component
class ApprovalErrands implements Errands {

    private static final String PROCESS = "approval-chain";
    private static final String ASKED = "is asked in this request already";

    private final ApprovalRows rows;

    ApprovalErrands(ApprovalRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Errand> of(String processId, Function<String, @Nullable Object> variables, String owner) {
        return processId.equals(PROCESS) && variables.apply("approvalId") instanceof Number number
                ? rows.find(number.longValue()).map(approval -> errand(approval, owner))
                : Optional.empty();
    }

    /** Answering what somebody is asked in this request. */
    static Errand errand(Approval approval, String owner) {
        Map<String, String> unfit = new HashMap<>();
        Stream.concat(
                        approval.plan().approvers().stream()
                                .filter(seat -> !seat.userId().equals(owner))
                                .flatMap(seat -> Stream.of(seat.userId(), seat.holder())),
                        approval.decisions().stream()
                                .filter(decision -> !decision.askedUser().equals(owner))
                                .map(ApprovalDecision::decidedBy))
                .forEach(user -> unfit.put(user, ASKED));
        return errand(approval.request(), unfit);
    }

    /** Answering this request, wherever somebody else is asked who has a voice already. */
    static Errand errand(ApprovalRequest request, Map<String, String> voices) {
        Map<String, String> unfit = new HashMap<>(voices);
        unfit.put(request.requester(), "is the one who asks");
        return new Errand(
                List.of(PROCESS, request.kind()),
                true,
                Stream.of(Measures.AMOUNT, Measures.TOTAL)
                        .flatMap(measure -> Stream.ofNullable(request.measures().get(measure)))
                        .findFirst()
                        .orElse(null),
                request.currency(),
                unfit);
    }

    /** Those who would answer for somebody absent and have a voice of their own, or a second one like it. */
    static Map<String, String> doubled(ApprovalPlan plan) {
        Map<String, String> doubled = new HashMap<>();
        List<PlannedApprover> seats = plan.approvers();
        for (PlannedApprover seat : seats) {
            boolean twice = seats.stream()
                    .filter(other -> !other.userId().equals(seat.userId()))
                    .anyMatch(other -> other.holder().equals(seat.holder())
                            || other.userId().equals(seat.holder()));
            if (seat.standIn() != null && twice) {
                doubled.put(seat.holder(), ASKED);
            }
        }
        return doubled;
    }
}
