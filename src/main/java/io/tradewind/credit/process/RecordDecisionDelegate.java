package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_AMOUNT;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CURRENCY;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_DECISION;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_WHY;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.RATING;
import static io.tradewind.credit.process.CreditCheckVariables.SUBJECT;

import io.tradewind.credit.CreditChecks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordDecisionDelegate")
class RecordDecisionDelegate implements JavaDelegate {

    private final CreditChecks checks;

    RecordDecisionDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CREDIT_CHECK_ID.set(
                execution,
                checks.recordDecision(
                        CUSTOMER_ID.get(execution),
                        SUBJECT.get(execution),
                        CREDIT_AMOUNT.get(execution),
                        CREDIT_CURRENCY.get(execution),
                        RATING.get(execution),
                        CREDIT_DECISION.get(execution),
                        CREDIT_WHY.get(execution)));
        CREDIT_WHY.set(execution, checks.why(CREDIT_CHECK_ID.get(execution)));
    }
}
