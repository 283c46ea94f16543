package io.tradewind.model;

import io.tradewind.engine.examination.KeptFieldRule;
import io.tradewind.engine.examination.Rule;

class KeptFieldRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new KeptFieldRule();
    }
}
