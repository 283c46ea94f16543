package io.tradewind.model;

import io.tradewind.engine.examination.ExpressionRule;
import io.tradewind.engine.examination.Rule;

class ExpressionRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new ExpressionRule();
    }
}
