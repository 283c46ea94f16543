package io.tradewind.model;

import io.tradewind.engine.examination.DecisionTableRule;
import io.tradewind.engine.examination.Rule;

class DecisionCoverageRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new DecisionTableRule();
    }
}
