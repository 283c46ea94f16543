package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.APPROVAL_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.RELEASE_REASON;
import static io.tradewind.credit.process.CreditCheckVariables.REP;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("requestReleaseDelegate")
class RequestReleaseDelegate implements JavaDelegate {

    private final CreditChecks checks;

    RequestReleaseDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        APPROVAL_ID.set(
                execution,
                checks.requestRelease(
                        CREDIT_CHECK_ID.get(execution),
                        RELEASE_REASON.find(execution).orElse(null),
                        REP.get(execution)));
    }
}
