package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;

import io.tradewind.contract.ContractWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("writeContractDelegate")
class WriteContractDelegate implements JavaDelegate {

    private final ContractWork contracts;

    WriteContractDelegate(ContractWork contracts) {
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        contracts.write(CONTRACT_NUMBER.get(execution));
    }
}
