package io.tradewind.approval;

import java.util.List;

/**
 * People who are asked at the same time.
 *
 * @param number from 1; a step begins when the one before has agreed
 * @param mode whose agreement the step needs
 * @param approvers nobody stands in two steps of one plan
 */
public record ApprovalStep(int number, Mode mode, List<PlannedApprover> approvers) {

    /** Whose agreement a step needs. */
    public enum Mode {
        /** Everybody's; the first who does not agree ends it. */
        ALL_OF
    }

    public ApprovalStep {
        approvers = List.copyOf(approvers);
    }
}
