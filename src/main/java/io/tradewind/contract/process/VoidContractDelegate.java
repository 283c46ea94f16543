package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractVariables.WITHDRAWN_WHY;

import io.tradewind.contract.ContractWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("voidContractDelegate")
class VoidContractDelegate implements JavaDelegate {

    private final ContractWork contracts;

    VoidContractDelegate(ContractWork contracts) {
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        contracts.cancel(
                CONTRACT_NUMBER.get(execution), WITHDRAWN_WHY.find(execution).orElse("Credit was refused"));
    }
}
