package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_CHECK_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CREDIT_OUTCOME;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_AMOUNT;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_CARRIER;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_DOCUMENT;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_KIND;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_REFERENCE;
import static io.tradewind.credit.process.CreditCheckVariables.TRANSFER_UNTIL;

import io.tradewind.credit.CreditChecks;
import io.tradewind.credit.RiskTransfer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordTransferDelegate")
class RecordTransferDelegate implements JavaDelegate {

    private final CreditChecks checks;

    RecordTransferDelegate(CreditChecks checks) {
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checks.transfer(
                CREDIT_CHECK_ID.get(execution),
                new RiskTransfer(
                        TRANSFER_KIND.find(execution).orElse(null),
                        TRANSFER_CARRIER.find(execution).orElse(null),
                        TRANSFER_AMOUNT.find(execution).orElse(null),
                        TRANSFER_UNTIL.find(execution).orElse(null),
                        TRANSFER_REFERENCE.find(execution).orElse(null),
                        TRANSFER_DOCUMENT.find(execution).orElse(null)));
        CREDIT_OUTCOME.set(execution, "transferred");
    }
}
