package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.CLAUSES;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_MONTHS;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractVariables.DELIVERY_ADDRESS;
import static io.tradewind.contract.process.ContractVariables.NOTICE_DAYS;
import static io.tradewind.contract.process.ContractVariables.PAYMENT_DAYS;
import static io.tradewind.contract.process.ContractVariables.PAYMENT_PLAN;
import static io.tradewind.contract.process.ContractVariables.STARTS_ON;

import io.tradewind.contract.ClauseWish;
import io.tradewind.contract.ContractTerms;
import io.tradewind.contract.ContractWork;
import io.tradewind.engine.Refused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("settleTermsDelegate")
class SettleTermsDelegate implements JavaDelegate {

    private final ContractWork contracts;

    SettleTermsDelegate(ContractWork contracts) {
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        contracts.settle(
                CONTRACT_NUMBER.get(execution),
                new ContractTerms(
                        STARTS_ON
                                .find(execution)
                                .orElseThrow(() -> new Refused("startsOn", "Say when the contract starts.")),
                        CONTRACT_MONTHS
                                .find(execution)
                                .orElseThrow(() ->
                                        new Refused("contractMonths", "Say for how many months the contract runs."))
                                .intValue(),
                        NOTICE_DAYS
                                .find(execution)
                                .orElseThrow(() -> new Refused("noticeDays", "Say how many days of notice there are."))
                                .intValue(),
                        PAYMENT_DAYS
                                .find(execution)
                                .orElseThrow(() -> new Refused("paymentDays", "Say within how many days is paid."))
                                .intValue(),
                        PAYMENT_PLAN.find(execution).orElse(null),
                        DELIVERY_ADDRESS.find(execution).orElse(null),
                        CLAUSES.find(execution).map(ClauseWish::of).orElse(null)));
    }
}
