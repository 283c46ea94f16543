package io.tradewind.model;

import io.tradewind.engine.examination.DelegateRule;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a model names exists, and what exists is named: a delegate that no model calls is dead. Of the ground's ready-made
 * steps, those no model names are offered by an element template, see {@link ElementTemplateRuleTests}.
 */
class DelegateRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new DelegateRule();
    }

    @Override
    List<String> findings(Models models) {
        Set<String> named = new HashSet<>();
        for (Model model : models.processes()) {
            model.root()
                    .descendants()
                    .forEach(element -> named.add(DelegateRule.bean(DelegateRule.expression(element))));
        }
        Stream<String> dead = models.homes().entrySet().stream()
                .filter(bean -> bean.getValue().endsWith(".process")
                        && !DelegateRule.GROUND.contains(bean.getValue())
                        && bean.getKey().matches("\\w+(Delegate|Listener)")
                        && !named.contains(bean.getKey()))
                .map(bean -> bean.getValue() + ": " + bean.getKey() + " is named by no model");
        return Stream.concat(super.findings(models).stream(), dead).toList();
    }
}
