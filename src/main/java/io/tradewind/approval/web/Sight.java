package io.tradewind.approval.web;

import io.tradewind.approval.ApprovalDesk;
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

    boolean sees(long approvalId, String user) {
        return desk.exists(approvalId)
                && (desk.concerns(approvalId, user) || READ_EVERYTHING.stream().anyMatch(acting::inGroup));
    }
}
