package io.tradewind.model;

import io.tradewind.engine.examination.FormFieldRule;
import io.tradewind.engine.examination.Rule;

class FormFieldRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new FormFieldRule();
    }
}
