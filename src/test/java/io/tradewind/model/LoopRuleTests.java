package io.tradewind.model;

import io.tradewind.engine.examination.LoopRule;
import io.tradewind.engine.examination.Rule;
import java.util.List;

class LoopRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new LoopRule();
    }

    /** Each of their rounds looks at the next customers or people, and says itself when none are left. */
    @Override
    List<String> accepted() {
        return List.of(
                "bpmn/kpi/performance-review.bpmn: open-reviews 'Open reviews' begins a way round on which nothing waits: open-reviews 'Open reviews' → are-all-opened 'All opened?' → open-reviews 'Open reviews'; make sure that one of its steps always leads out of it",
                "bpmn/service/customer-care.bpmn: examine-customers 'Examine customers' begins a way round on which nothing waits: examine-customers 'Examine customers' → are-all-examined 'All examined?' → examine-customers 'Examine customers'; make sure that one of its steps always leads out of it");
    }
}
