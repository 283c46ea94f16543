package io.tradewind.model;

import io.tradewind.engine.examination.FeelRule;
import io.tradewind.engine.examination.Rule;

class FeelRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new FeelRule();
    }
}
