package io.tradewind.approval.process;

import io.tradewind.approval.RunningChains;
import io.tradewind.engine.Acting;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The process approval-chain, as the module knows it. It is started by call activities only. */
@Component
class ApprovalChainProcess implements RunningChains {

    private static final String WITHDRAWN = "approval.withdrawn";

    private final RuntimeService runtime;
    private final Acting acting;

    ApprovalChainProcess(RuntimeService runtime, Acting acting) {
        this.runtime = runtime;
        this.acting = acting;
    }

    @Override
    public void withdraw(long approvalId) {
        acting.asSystem(() -> {
            // by the request's number, not by business key: a deal may have several requests open at once
            runtime.createMessageCorrelation(WITHDRAWN)
                    .processInstanceVariableEquals(ApprovalChainVariables.APPROVAL_ID.name(), approvalId)
                    .correlateAll();
        });
    }
}
