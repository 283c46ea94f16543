package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.AVERAGE_DAYS_LATE;
import static io.tradewind.credit.process.CreditCheckVariables.BUREAU_SCORE;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_NAME;
import static io.tradewind.credit.process.CreditCheckVariables.EMPLOYEES;
import static io.tradewind.credit.process.CreditCheckVariables.ON_HOLD;
import static io.tradewind.credit.process.CreditCheckVariables.OVERDUE_DAYS;
import static io.tradewind.credit.process.CreditCheckVariables.SHEET_LINES;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_LIMIT;
import static io.tradewind.credit.process.CreditCheckVariables.WRITTEN_OFF;
import static io.tradewind.credit.process.CreditCheckVariables.YEARS_IN_BUSINESS;
import static io.tradewind.credit.process.CreditReviewVariables.CURRENT_CLASS;
import static io.tradewind.credit.process.CreditReviewVariables.OVER_LIMIT_NOW;
import static io.tradewind.credit.process.CreditReviewVariables.REVENUE;

import io.tradewind.credit.CreditReviews;
import io.tradewind.credit.ExposureSheet;
import io.tradewind.credit.SheetLines;
import io.tradewind.engine.variables.Shown;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("gatherFactsDelegate")
class GatherFactsDelegate implements JavaDelegate {

    private final CreditReviews reviews;

    GatherFactsDelegate(CreditReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CreditReviews.Facts facts = reviews.facts(CUSTOMER_ID.get(execution));
        ExposureSheet sheet = facts.sheet();
        BUREAU_SCORE.set(execution, ComputeExposureDelegate.whole(sheet.bureau().score()));
        EMPLOYEES.set(execution, ComputeExposureDelegate.whole(sheet.bureau().employees()));
        YEARS_IN_BUSINESS.set(
                execution, ComputeExposureDelegate.whole(sheet.bureau().yearsInBusiness()));
        AVERAGE_DAYS_LATE.set(execution, ComputeExposureDelegate.whole(sheet.averageDaysLate()));
        OVERDUE_DAYS.set(execution, (long) sheet.overdueDays());
        WRITTEN_OFF.set(execution, sheet.writtenOff());
        ON_HOLD.set(execution, sheet.onHold());
        OVER_LIMIT_NOW.set(execution, sheet.overLimit().signum() > 0);
        REVENUE.set(execution, facts.revenue());
        CURRENT_CLASS.set(execution, facts.customerClass());
        CUSTOMER_NAME.set(execution, sheet.customerName());
        SHOWN_LIMIT.set(execution, Shown.money(sheet.limit()));
        SHEET_LINES.set(execution, SheetLines.of(sheet).toArray(SheetLines.Line[]::new));
    }
}
