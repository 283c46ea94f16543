package io.tradewind.collection.process;

import static io.tradewind.collection.process.WriteOffVariables.*;

import io.tradewind.collection.WriteOffs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("requestWriteOffApprovalDelegate")
class RequestWriteOffApprovalDelegate implements JavaDelegate {

    private final WriteOffs writeOffs;

    RequestWriteOffApprovalDelegate(WriteOffs writeOffs) {
        this.writeOffs = writeOffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        WriteOffs.Request request = writeOffs.requestApproval(WRITE_OFF_NUMBER.get(execution));
        APPROVAL_ID.set(execution, request.approvalId());
        APPROVAL_NEEDED.set(execution, request.approvalNeeded());
    }
}
