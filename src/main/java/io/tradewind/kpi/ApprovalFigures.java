package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** How long decisions take. */
final class ApprovalFigures {

    private static final String WHOSE = "an approval is known by who asked for it, not by product or customer";

    static final List<Figure> FIGURES = List.of(
            Figure.of("approvals-decided", "Approvals decided", APPROVALS, LOWER_IS_BETTER, APPROVAL_DECIDED)
                    .formula("number of approvals, by the day of the last decision")
                    .source("decided approvals")
                    .value("sum(c.n)")
                    .notBy(WHOSE, Dimension.PRODUCT, Dimension.CUSTOMER)
                    .done(),
            Figure.of("approval-time", "Approval time", WORKING_HOURS, LOWER_IS_BETTER, APPROVAL_DECIDED)
                    .formula("median working hours from request to last decision, by the day of the decision")
                    .source("decided approvals")
                    .quantile(0.5)
                    .notBy(WHOSE, Dimension.PRODUCT, Dimension.CUSTOMER)
                    .done(),
            Figure.of(
                            "approval-time-p90",
                            "Approval time, slowest tenth",
                            WORKING_HOURS,
                            LOWER_IS_BETTER,
                            APPROVAL_DECIDED)
                    .formula("working hours from request to last decision that nine in ten approvals do not exceed")
                    .source("decided approvals")
                    .quantile(0.9)
                    .notBy(WHOSE, Dimension.PRODUCT, Dimension.CUSTOMER)
                    .done());

    private ApprovalFigures() {}
}
