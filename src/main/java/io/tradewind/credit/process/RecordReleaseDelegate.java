package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.APPROVAL_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_OUTCOME;
import static io.tradewind.credit.process.CreditCheckVariables.RELEASE_REASON;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordReleaseDelegate")
class RecordReleaseDelegate implements JavaDelegate {

    private final CreditChecks checks;

    RecordReleaseDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checks.release(
                CREDIT_CHECK_ID.get(execution),
                APPROVAL_ID.get(execution),
                RELEASE_REASON.find(execution).orElse(null));
        CREDIT_OUTCOME.set(execution, "released");
    }
}
