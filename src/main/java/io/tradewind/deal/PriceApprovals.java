package io.tradewind.deal;

import io.tradewind.approval.ApprovalPlan;
import java.util.Optional;

/** Whether a price may be offered: what a quotation has to do with approvals. */
public interface PriceApprovals {

    /** Kind of these approvals; the table {@code discount-authority} says who decides. */
    String KIND = "discount";

    /**
     * Asks for approval of a version, unless it is within its writer's own limit or within bounds that were approved for
     * the deal before.
     *
     * @return the approval to wait for; empty when nobody has to be asked
     */
    Optional<Long> request(String dealNumber, long version);

    /**
     * Approves or rejects the version by what was decided, whoever says so: an approval of this version, or bounds that
     * cover it. What cannot be shown to be approved is not.
     *
     * @return {@code approved}, {@code rejected} or {@code sent-back}
     */
    String settle(String dealNumber, long version);

    /**
     * Whether an accepted version may be delivered in these quantities at its prices: inside bounds that were approved for
     * the deal, or nobody has to be asked. Fewer pieces at the discount of many are outside, as in any quotation.
     */
    boolean covers(OrderedQuantities ordered);

    /**
     * Asks whether an accepted version may be delivered in these quantities; what is approved extends the deal's bounds.
     *
     * @return the approval's number
     */
    long request(OrderedQuantities ordered);

    /** The request about this version that waits for a decision. */
    Optional<Long> open(Quotation quotation);

    /** Who would be asked for this draft; no step when nobody. Nothing is kept. */
    ApprovalPlan preview(String dealNumber, QuotationDraft draft);
}
