package io.tradewind.order;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What was approved for a changed order, by the same mechanism as everything else. */
@Component
class ChangeApprovals {

    /** Decided by the table {@code order-change-authority}. */
    private static final String KIND = "order-change";

    private final Approvals approvals;
    private final Customers customers;
    private final WorkingTime workingTime;

    ChangeApprovals(Approvals approvals, Customers customers, WorkingTime workingTime) {
        this.approvals = approvals;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    /** Whether the order is within the contract, or within something that was approved since. */
    boolean covers(SalesOrder order) {
        return order.amount().compareTo(order.agreedAmount()) <= 0
                || approvals.covers(KIND, order.number(), measures(order), workingTime.today());
    }

    /** Asked for by the rep, who therefore never decides it. */
    long request(SalesOrder order) {
        String customer = customers.get(order.customerId()).name();
        return approvals.open(new ApprovalRequest(
                KIND,
                order.number() + " v" + order.revision(),
                order.revision(),
                order.rep(),
                "Order " + order.number() + " of " + customer + " grows beyond its contract",
                measures(order),
                Map.of(),
                List.of(
                        new ShownFact("Customer", customer),
                        new ShownFact("Contract", order.contractNumber()),
                        new ShownFact("Agreed", Shown.money(order.agreedAmount()) + " " + order.currency()),
                        new ShownFact("Now wanted", Shown.money(order.amount()) + " " + order.currency())),
                order.customerId(),
                order.currency(),
                null));
    }

    private static Map<String, BigDecimal> measures(SalesOrder order) {
        return Map.of(Measures.AMOUNT, order.amount());
    }
}
