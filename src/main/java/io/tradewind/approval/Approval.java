package io.tradewind.approval;

import io.tradewind.organization.Roles;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param request as it was frozen when it was opened
 * @param plan as it was made when the request was opened, with signers added and questions handed on since
 * @param round 1, and one more for each time the document was sent back since it was last decided
 * @param mostRounds in this round it cannot be sent back any more
 * @param decisions those that count, in the order they were given; see {@link ApprovalDesk#history}
 * @param decidedAt when it left {@link ApprovalState#OPEN}
 */
public record Approval(
        long id,
        ApprovalRequest request,
        ApprovalPlan plan,
        ApprovalState state,
        int round,
        int mostRounds,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        List<ApprovalDecision> decisions) {

    /** How the rules we word ourselves begin; older ones have the limit of a role in brackets, or name the table. */
    static final String BEYOND = "Beyond what ";

    private static final Pattern OUR_WORDS = Pattern.compile("^" + BEYOND + "|\\(the limit of |-authority for ");

    private static final Pattern TELLS_COST = Pattern.compile("(?i)margin|floor|cost");

    public Approval {
        decisions = List.copyOf(decisions);
    }

    /** The same with the people of the plan and without the rules that tell what the goods cost. */
    public Approval withoutReasons() {
        List<ApprovalStep> steps = plan.steps().stream()
                .map(step -> new ApprovalStep(
                        step.number(),
                        step.mode(),
                        step.needed(),
                        step.approvers().stream()
                                .map(seat -> new PlannedApprover(
                                        seat.userId(),
                                        seat.name(),
                                        seat.role(),
                                        discreet(seat.rule())
                                                ? seat.rule()
                                                : "The rules want the agreement of the role "
                                                        + Roles.inWords(seat.role()) + ".",
                                        seat.standIn()))
                                .toList()))
                .toList();
        String rule = TELLS_COST.matcher(plan.rule()).find() ? "Beyond one's own authority." : plan.rule();
        return new Approval(
                id,
                request,
                new ApprovalPlan(steps, rule),
                state,
                round,
                mostRounds,
                requestedAt,
                decidedAt,
                decisions);
    }

    /** Our own words about a limit that is no secret; what a countersigner's table says may tell anything. */
    private static boolean discreet(String rule) {
        return OUR_WORDS.matcher(rule).find() && !TELLS_COST.matcher(rule).find();
    }

    /** What is in somebody's hands: asked of themselves, or of somebody they stand in for. */
    Stream<PlannedApprover> heldBy(String user) {
        return plan.approvers().stream().filter(seat -> seat.holder().equals(user));
    }
}
