package io.tradewind.credit;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.customer.Customers;
import java.time.LocalDate;
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
    long request(
            ExposureSheet sheet,
            CreditJudge.Rating rating,
            String reason,
            LocalDate until,
            long checkId,
            String requester) {
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
                facts(sheet, reason, rating, until),
                sheet.customerId(),
                sheet.currency(),
                null));
    }

    private static List<ShownFact> facts(
            ExposureSheet sheet, String reason, CreditJudge.Rating rating, LocalDate until) {
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Reason", reason));
        facts.add(new ShownFact("Why", CreditJudge.inShort(sheet, rating)));
        facts.add(new ShownFact(
                "Valid until", until + " if released today, for later orders too while no more is owed than here"));
        SheetLines.of(sheet).forEach(line -> facts.add(new ShownFact(line.label(), line.value())));
        return facts;
    }
}
