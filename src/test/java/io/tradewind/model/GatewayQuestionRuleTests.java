package io.tradewind.model;

import io.tradewind.engine.examination.GatewayQuestionRule;
import io.tradewind.engine.examination.Rule;

class GatewayQuestionRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new GatewayQuestionRule();
    }
}
