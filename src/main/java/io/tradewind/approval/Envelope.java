package io.tradewind.approval;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was approved for a document so far. A later change is held against it: whose bound is not broken need not be asked
 * again.
 *
 * @param approved approvals of the document that may be used today
 */
record Envelope(List<Approval> approved) {

    static final Envelope NONE = new Envelope(List.of());

    Envelope {
        approved = List.copyOf(approved);
    }

    /**
     * The approval that spares these people: enough of them agreed to it, and nothing that concerns them got worse.
     *
     * @param concerns which measures are theirs to judge
     */
    Optional<Approval> spares(
            List<PlannedApprover> people, int needed, Predicate<String> concerns, ApprovalRequest request) {
        return approved.stream()
                .filter(earlier -> comparable(earlier.request(), request))
                .filter(earlier -> people.stream()
                                .filter(person -> agreed(earlier, person.userId()))
                                .count()
                        >= needed)
                .filter(earlier ->
                        broken(earlier.request(), request.measures()).stream().noneMatch(concerns))
                .findFirst();
    }

    /** Whether everything stated is no worse than what was approved. */
    static boolean holds(ApprovalRequest approved, Map<String, BigDecimal> measures, Map<String, List<String>> inputs) {
        return within(approved, inputs) && broken(approved, measures).isEmpty();
    }

    private static boolean comparable(ApprovalRequest approved, ApprovalRequest request) {
        return approved.currency().equals(request.currency()) && within(approved, request.inputs());
    }

    private static boolean within(ApprovalRequest approved, Map<String, List<String>> inputs) {
        return inputs.entrySet().stream().allMatch(input -> approved.inputs()
                .getOrDefault(input.getKey(), List.of())
                .containsAll(input.getValue()));
    }

    /** Careful: a measure that was not approved, or is not stated now, is broken. */
    private static Set<String> broken(ApprovalRequest approved, Map<String, BigDecimal> measures) {
        Set<String> broken = new HashSet<>(approved.measures().keySet());
        broken.addAll(measures.keySet());
        broken.removeIf(measure -> approved.measures().containsKey(measure)
                && measures.containsKey(measure)
                && Measures.withinBound(
                        measure, measures.get(measure), approved.measures().get(measure)));
        return broken;
    }

    private static boolean agreed(Approval earlier, String user) {
        return earlier.decisions().stream()
                .filter(decision -> decision.answer() == Answer.APPROVE)
                .anyMatch(decision -> decision.askedUser().equals(user)
                        || decision.decidedBy().equals(user));
    }
}
