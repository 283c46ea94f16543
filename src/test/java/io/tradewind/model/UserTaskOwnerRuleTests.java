package io.tradewind.model;

import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.UserTaskOwnerRule;

class UserTaskOwnerRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new UserTaskOwnerRule();
    }
}
