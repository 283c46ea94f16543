package io.tradewind.model;

import io.tradewind.engine.examination.DiagramRule;
import io.tradewind.engine.examination.Rule;

class DiagramRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new DiagramRule();
    }
}
