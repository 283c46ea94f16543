package io.tradewind.credit;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns an exposure sheet into a request that the people with the authority can judge. */
@Component
class ReleaseApprovals {

    /** Decided by the table {@code credit-release-authority}. */
    private static final String KIND = "credit-release";

    private final Approvals approvals;
    private final Customers customers;

    ReleaseApprovals(Approvals approvals, Customers customers) {
        this.approvals = approvals;
        this.customers = customers;
    }

    /** The amount judged is all that would be owed, not what this document adds: that is the risk one takes. */
    long request(ExposureSheet sheet, String reason, long checkId, String requester) {
        return approvals.open(new ApprovalRequest(
                KIND,
                sheet.subject(),
                Math.toIntExact(checkId),
                requester,
                "Credit release for " + sheet.customerName() + ", " + sheet.subject(),
                Map.of(Measures.AMOUNT, sheet.exposureAfter()),
                Map.of(
                        "customerClass",
                        List.of(customers.get(sheet.customerId()).customerClass())),
                facts(sheet, reason),
                sheet.customerId(),
                sheet.currency(),
                null));
    }

    private static List<ShownFact> facts(ExposureSheet sheet, String reason) {
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Customer", sheet.customerName()));
        facts.add(new ShownFact("Reason", reason));
        facts.add(money("Unpaid invoices", sheet.unpaidInvoices()));
        facts.add(money("Delivered, not invoiced", sheet.deliveredNotInvoiced()));
        facts.add(money("Open orders", sheet.openOrders()));
        facts.add(money("Prepayments", sheet.prepayments().negate()));
        facts.add(new ShownFact("This document", Shown.money(sheet.amount()) + " " + sheet.currency()));
        facts.add(money("Owed with this document", sheet.exposureAfter()));
        facts.add(money("Credit limit", sheet.limit()));
        facts.add(new ShownFact("Oldest overdue", sheet.overdueDays() + " days"));
        if (sheet.onHold()) {
            facts.add(new ShownFact("Credit hold", "yes"));
        }
        if (!sheet.comparable()) {
            facts.add(new ShownFact("Currency", "not the company's: the sums are not converted"));
        }
        return facts;
    }

    private static ShownFact money(String label, BigDecimal amount) {
        return new ShownFact(label, Shown.money(amount));
    }
}
