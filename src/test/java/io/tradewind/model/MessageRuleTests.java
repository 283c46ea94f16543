package io.tradewind.model;

import io.tradewind.engine.examination.MessageRule;
import io.tradewind.engine.examination.Rule;

class MessageRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new MessageRule();
    }
}
