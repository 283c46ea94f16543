package io.tradewind.planning;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the targets of a year became what they are, from version to version. */
@Service
@Transactional(readOnly = true)
public class TargetHistory {

    private final PlanRows rows;
    private final Approvals approvals;

    TargetHistory(PlanRows rows, Approvals approvals) {
        this.rows = rows;
        this.approvals = approvals;
    }

    /**
     * Who wants a change of published targets, and who agreed to it.
     *
     * @param askedBy user id
     * @param state null while nobody was asked yet
     * @param agreedBy user ids; empty when it is within the own authority of who asks
     */
    public record Consent(
            String askedBy,
            Instant askedAt,
            @Nullable ApprovalState state,
            List<String> agreedBy,
            @Nullable Instant answeredAt) {}

    /** @param plan the version it came with, or the draft it is to come with */
    public record Step(
            TargetPlan plan, String node, Measure measure, BigDecimal before, BigDecimal after, String reason) {}

    /** Empty for a plan that changes nothing published. */
    public Optional<Consent> consent(TargetPlan plan) {
        if (!plan.isReplan()) {
            return Optional.empty();
        }
        if (plan.approvalId() == null) {
            return Optional.of(new Consent(plan.createdBy(), plan.createdAt(), null, List.of(), null));
        }
        Approval approval = approvals.get(plan.approvalId());
        return Optional.of(new Consent(
                approval.request().requester(),
                approval.requestedAt(),
                approval.state(),
                approval.decisions().stream()
                        .map(ApprovalDecision::decidedBy)
                        .distinct()
                        .toList(),
                approval.decidedAt()));
    }

    /** The plan that the year began with. */
    public TargetPlan first(TargetPlan plan) {
        TargetPlan at = plan;
        while (at.changes() != null) {
            at = rows.find(at.changes()).orElseThrow();
        }
        return at;
    }

    /** Every number that this change or one before it made another, the earliest first. */
    public List<Step> steps(TargetPlan plan) {
        List<TargetPlan> chain = new ArrayList<>();
        for (TargetPlan at = plan; at.changes() != null; ) {
            chain.add(0, at);
            at = rows.find(at.changes()).orElseThrow();
        }
        List<Step> steps = new ArrayList<>();
        Breakdown before = null;
        for (TargetPlan change : chain) {
            Breakdown was = before == null ? rows.breakdown(Objects.requireNonNull(change.changes())) : before;
            Breakdown is = rows.breakdown(change.number());
            steps.addAll(steps(change, was, is));
            before = is;
        }
        return steps;
    }

    private List<Step> steps(TargetPlan change, Breakdown was, Breakdown is) {
        Map<String, String> reasons = new HashMap<>();
        rows.edits(change.number())
                .forEach(edit -> reasons.put(edit.node() + "|" + edit.measure().code(), edit.reason()));
        List<Step> steps = new ArrayList<>();
        for (TargetNode node : is.nodes()) {
            for (Measure measure : Measure.values()) {
                BigDecimal before = was.value(node.key(), measure);
                BigDecimal after = is.value(node.key(), measure);
                if (before.compareTo(after) != 0) {
                    steps.add(new Step(
                            change,
                            node.key(),
                            measure,
                            before,
                            after,
                            reasons.getOrDefault(
                                    node.key() + "|" + measure.code(),
                                    Objects.requireNonNullElse(change.reason(), ""))));
                }
            }
        }
        return steps;
    }
}
