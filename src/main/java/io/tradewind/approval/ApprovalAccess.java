package io.tradewind.approval;

import io.tradewind.engine.Acting;
import io.tradewind.organization.Roles;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read a request: whom it concerns, their superiors, and those who read everything. */
@Component
public class ApprovalAccess {

    private static final List<String> READ_EVERYTHING =
            List.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.FINANCE, Roles.AUDITOR, Roles.ADMIN);

    private final ApprovalDesk desk;
    private final Acting acting;

    ApprovalAccess(ApprovalDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    /** False, too, where there is no request of this number. */
    public boolean mayRead(long approvalId) {
        return desk.exists(approvalId)
                && (desk.concerns(approvalId, acting.user().orElse(""))
                        || READ_EVERYTHING.stream().anyMatch(acting::inGroup));
    }
}
