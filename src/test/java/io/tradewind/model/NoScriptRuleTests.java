package io.tradewind.model;

import io.tradewind.engine.examination.NoCodeRule;
import io.tradewind.engine.examination.Rule;

class NoScriptRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new NoCodeRule();
    }
}
