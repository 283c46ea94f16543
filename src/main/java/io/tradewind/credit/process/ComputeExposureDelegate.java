package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.AVERAGE_DAYS_LATE;
import static io.tradewind.credit.process.CreditCheckVariables.BUREAU_SCORE;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_AMOUNT;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CURRENCY;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_NAME;
import static io.tradewind.credit.process.CreditCheckVariables.EMPLOYEES;
import static io.tradewind.credit.process.CreditCheckVariables.ON_HOLD;
import static io.tradewind.credit.process.CreditCheckVariables.OVERDUE_DAYS;
import static io.tradewind.credit.process.CreditCheckVariables.RELEASE_COVERS;
import static io.tradewind.credit.process.CreditCheckVariables.SHEET_LINES;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_AMOUNT;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_EXCESS;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_EXPOSURE;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_EXPOSURE_AFTER;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_FITS;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_HEADROOM;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_LIMIT;
import static io.tradewind.credit.process.CreditCheckVariables.SHOWN_OVER_LIMIT;
import static io.tradewind.credit.process.CreditCheckVariables.SUBJECT;
import static io.tradewind.credit.process.CreditCheckVariables.UTILISATION;
import static io.tradewind.credit.process.CreditCheckVariables.WRITTEN_OFF;
import static io.tradewind.credit.process.CreditCheckVariables.YEARS_IN_BUSINESS;

import io.tradewind.credit.CreditChecks;
import io.tradewind.credit.ExposureSheet;
import io.tradewind.credit.SheetLines;
import io.tradewind.engine.variables.Shown;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component("computeExposureDelegate")
class ComputeExposureDelegate implements JavaDelegate {

    private final CreditChecks checks;

    ComputeExposureDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ExposureSheet sheet = checks.examine(
                CUSTOMER_ID.get(execution),
                SUBJECT.get(execution),
                CREDIT_AMOUNT.get(execution),
                CREDIT_CURRENCY.get(execution));
        BUREAU_SCORE.set(execution, whole(sheet.bureau().score()));
        EMPLOYEES.set(execution, whole(sheet.bureau().employees()));
        YEARS_IN_BUSINESS.set(execution, whole(sheet.bureau().yearsInBusiness()));
        AVERAGE_DAYS_LATE.set(execution, whole(sheet.averageDaysLate()));
        OVERDUE_DAYS.set(execution, (long) sheet.overdueDays());
        WRITTEN_OFF.set(execution, sheet.writtenOff());
        UTILISATION.set(execution, sheet.utilisation());
        ON_HOLD.set(execution, sheet.onHold());
        RELEASE_COVERS.set(execution, sheet.releaseCovers());
        CUSTOMER_NAME.set(execution, sheet.customerName());
        SHOWN_AMOUNT.set(execution, Shown.money(sheet.amount()));
        SHOWN_EXPOSURE.set(execution, Shown.money(sheet.exposure()));
        SHOWN_EXPOSURE_AFTER.set(execution, Shown.money(sheet.exposureAfter()));
        SHOWN_LIMIT.set(execution, Shown.money(sheet.limit()));
        SHOWN_HEADROOM.set(execution, Shown.money(sheet.headroom()));
        SHOWN_EXCESS.set(execution, Shown.money(sheet.excess()));
        SHOWN_OVER_LIMIT.set(execution, Shown.money(sheet.overLimit()));
        SHOWN_FITS.set(execution, Shown.money(sheet.fits()));
        SHEET_LINES.set(execution, SheetLines.of(sheet).toArray(SheetLines.Line[]::new));
    }

    static @Nullable Long whole(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }
}
