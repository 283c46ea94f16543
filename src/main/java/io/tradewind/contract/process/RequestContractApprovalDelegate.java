package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.APPROVAL_ID;
import static io.tradewind.contract.process.ContractVariables.APPROVAL_NEEDED;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_ACT;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractVariables.WITHDRAWN_WHY;

import io.tradewind.contract.ContractApprovals;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether somebody has to agree, and who. */
@Component("requestContractApprovalDelegate")
class RequestContractApprovalDelegate implements JavaDelegate {

    private final ContractApprovals approvals;

    RequestContractApprovalDelegate(ContractApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CONTRACT_NUMBER.get(execution);
        Optional<Long> approval = CONTRACT_ACT.get(execution).equals("void")
                ? approvals.requestVoid(number, WITHDRAWN_WHY.find(execution).orElse("No reason was given"))
                : approvals.request(number);
        APPROVAL_ID.set(execution, approval.orElse(null));
        APPROVAL_NEEDED.set(execution, approval.isPresent());
    }
}
