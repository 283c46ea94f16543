package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.APPROVAL_OUTCOME;
import static io.tradewind.contract.process.ContractVariables.APPROVAL_REMARK;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_ACT;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;

import io.tradewind.contract.ContractApprovals;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The wording may be signed, or not; the contract may be given up, or not. */
@Component("recordContractApprovalDelegate")
class RecordContractApprovalDelegate implements JavaDelegate {

    private final ContractApprovals approvals;

    RecordContractApprovalDelegate(ContractApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CONTRACT_NUMBER.get(execution);
        boolean conclude = !CONTRACT_ACT.get(execution).equals("void");
        APPROVAL_OUTCOME.set(execution, conclude ? approvals.settle(number) : approvals.settleVoid(number));
        APPROVAL_REMARK.set(execution, Objects.requireNonNullElse(approvals.remark(number), ""));
    }
}
