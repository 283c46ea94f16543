package io.tradewind.model;

import io.tradewind.engine.examination.HistoryTimeToLiveRule;
import io.tradewind.engine.examination.Rule;

class HistoryTimeToLiveRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new HistoryTimeToLiveRule();
    }
}
