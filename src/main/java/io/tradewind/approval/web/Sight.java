package io.tradewind.approval.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.Measures;
import io.tradewind.engine.Acting;
import io.tradewind.organization.Roles;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read a request: whom it concerns, their superiors, and those who read everything. */
@Component("approvalSight")
class Sight {

    private static final List<String> READ_EVERYTHING =
            List.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.FINANCE, Roles.AUDITOR, Roles.ADMIN);

    private final ApprovalDesk desk;
    private final Acting acting;

    Sight(ApprovalDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    /**
     * The request as this person may read it. Who asks and may not know what the goods cost reads whom the rules want
     * asked, and not which of them: a floor price or a margin limit would tell the cost.
     */
    Approval shownTo(Approval approval, String user) {
        boolean asked = approval.plan().approvers().stream()
                .anyMatch(seat -> seat.userId().equals(user) || seat.holder().equals(user));
        boolean confidential = approval.request().measures().keySet().stream().anyMatch(Measures::confidential);
        return asked || !confidential || Roles.KNOW_COST.stream().anyMatch(acting::inGroup)
                ? approval
                : approval.withoutReasons();
    }

    boolean sees(long approvalId, String user) {
        return desk.exists(approvalId)
                && (desk.concerns(approvalId, user) || READ_EVERYTHING.stream().anyMatch(acting::inGroup));
    }
}
