package io.tradewind.model;

import io.tradewind.engine.examination.OutsideEffectRule;
import io.tradewind.engine.examination.Rule;

class OutsideEffectRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new OutsideEffectRule();
    }
}
