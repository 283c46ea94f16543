package io.tradewind.model;

import io.tradewind.engine.examination.MoneyRule;
import io.tradewind.engine.examination.Rule;

class MoneyRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new MoneyRule();
    }
}
