package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_OUTCOME;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("letPassDelegate")
class LetPassDelegate implements JavaDelegate {

    private final CreditChecks checks;

    LetPassDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checks.pass(CREDIT_CHECK_ID.get(execution));
        CREDIT_OUTCOME.set(execution, "pass");
    }
}
