package io.tradewind.model;

import io.tradewind.engine.examination.ConditionRule;
import io.tradewind.engine.examination.Rule;

class ConditionRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new ConditionRule();
    }
}
