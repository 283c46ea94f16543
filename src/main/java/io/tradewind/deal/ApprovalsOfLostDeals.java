package io.tradewind.deal;

import io.tradewind.approval.Approvals;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Nobody decides about the price of a deal that is lost or given up. */
@Component
class ApprovalsOfLostDeals {

    private final Approvals approvals;

    ApprovalsOfLostDeals(Approvals approvals) {
        this.approvals = approvals;
    }

    @EventListener
    void on(DealLost lost) {
        approvals.withdraw(PriceApprovals.KIND, lost.dealNumber(), "The deal " + lost.dealNumber() + " is lost.");
    }
}
