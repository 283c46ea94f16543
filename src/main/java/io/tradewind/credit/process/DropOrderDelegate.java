package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_OUTCOME;
import static io.tradewind.credit.process.CreditCheckVariables.SMALLER_ORDER;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("dropOrderDelegate")
class DropOrderDelegate implements JavaDelegate {

    private final CreditChecks checks;

    DropOrderDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checks.giveUp(
                CREDIT_CHECK_ID.get(execution),
                SMALLER_ORDER.find(execution).filter("smaller"::equals).isPresent());
        CREDIT_OUTCOME.set(execution, "refused");
    }
}
