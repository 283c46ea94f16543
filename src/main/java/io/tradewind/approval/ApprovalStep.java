package io.tradewind.approval;

import java.util.List;

/**
 * People who are asked at the same time.
 *
 * @param number from 1; a step begins when the one before has agreed
 * @param mode whose agreement the step needs
 * @param needed how many must agree
 * @param approvers nobody stands in two steps of one plan
 */
public record ApprovalStep(int number, Mode mode, int needed, List<PlannedApprover> approvers) {

    /** Whose agreement a step needs. Whatever the mode, who sends back ends it for all. */
    public enum Mode {
        /** Everybody's; the first who does not agree ends it. */
        ALL_OF,
        /** Anybody's; the first answer counts for all. */
        ONE_OF,
        /** That of a share; it fails as soon as the share cannot be reached any more. */
        RATIO,
        /** That of one person, in turn with those in the steps around it. */
        IN_ORDER;

        /** As tables and clients write it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public ApprovalStep {
        approvers = List.copyOf(approvers);
    }

    static ApprovalStep allOf(int number, List<PlannedApprover> approvers) {
        return new ApprovalStep(number, Mode.ALL_OF, approvers.size(), approvers);
    }
}
