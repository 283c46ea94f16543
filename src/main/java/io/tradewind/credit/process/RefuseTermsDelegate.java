package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_OUTCOME;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_WHY;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("refuseTermsDelegate")
class RefuseTermsDelegate implements JavaDelegate {

    private final CreditChecks checks;

    RefuseTermsDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checks.refuse(CREDIT_CHECK_ID.get(execution), CREDIT_WHY.get(execution));
        CREDIT_OUTCOME.set(execution, "refused");
    }
}
