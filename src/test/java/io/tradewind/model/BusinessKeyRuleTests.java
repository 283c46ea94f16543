package io.tradewind.model;

import io.tradewind.engine.examination.BusinessKeyRule;
import io.tradewind.engine.examination.Rule;

class BusinessKeyRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new BusinessKeyRule();
    }
}
