package io.tradewind.model;

import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.TimerRule;

class TimerRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new TimerRule();
    }
}
