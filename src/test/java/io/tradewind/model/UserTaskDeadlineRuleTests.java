package io.tradewind.model;

import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.UserTaskDeadlineRule;

class UserTaskDeadlineRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new UserTaskDeadlineRule();
    }
}
