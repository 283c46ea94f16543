package io.tradewind.model;

import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.VariableRule;
import java.util.List;

class VariableRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new VariableRule();
    }

    /** The form shows both fields when the customer has signed, which is the way to the archive. */
    @Override
    List<String> accepted() {
        return List.of(
                "bpmn/contract/contract.bpmn: archive-contract 'Archive contract' reads 'signedByCustomer' in ${archiveContractDelegate}, which is written on some ways to it only; write it on the others too",
                "bpmn/contract/contract.bpmn: archive-contract 'Archive contract' reads 'signedOn' in ${archiveContractDelegate}, which is written on some ways to it only; write it on the others too");
    }
}
