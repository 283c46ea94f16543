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
                        STARTS_ON.get(execution),
                        CONTRACT_MONTHS.get(execution).intValue(),
                        NOTICE_DAYS.get(execution).intValue(),
                        PAYMENT_DAYS.get(execution).intValue(),
                        PAYMENT_PLAN.find(execution).orElse(null),
                        DELIVERY_ADDRESS.find(execution).orElse(null),
                        CLAUSES.find(execution).map(ClauseWish::of).orElse(null)));
    }
}
