package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_SIGNED;
import static io.tradewind.contract.process.ContractVariables.SIGNED_BY_CUSTOMER;
import static io.tradewind.contract.process.ContractVariables.SIGNED_ON;

import io.tradewind.contract.ContractWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("archiveContractDelegate")
class ArchiveContractDelegate implements JavaDelegate {

    private final ContractWork contracts;

    ArchiveContractDelegate(ContractWork contracts) {
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        contracts.sign(CONTRACT_NUMBER.get(execution), SIGNED_ON.get(execution), SIGNED_BY_CUSTOMER.get(execution));
        CONTRACT_SIGNED.set(execution, true);
    }
}
