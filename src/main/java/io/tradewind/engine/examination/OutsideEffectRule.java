package io.tradewind.engine.examination;

import java.util.List;

/**
 * A step that asks another company's machine begins after a commit of its own, so that it is tried again by itself, with
 * nothing undone that a person did before, and nobody waits for it.
 */
public final class OutsideEffectRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml task : model.all("serviceTask", "sendTask", "businessRuleTask")) {
                boolean outside = models.java().outside().contains(DelegateRule.bean(DelegateRule.expression(task)));
                if (outside && !task.camunda("asyncBefore").equals("true")) {
                    findings.error(model, task, "reaches outside the house and must begin asynchronously: tick Before");
                }
                if (outside && task.camunda("exclusive").equals("false")) {
                    findings.error(model, task, "reaches outside the house and must stay exclusive: tick Exclusive");
                }
            }
        }
        return findings.list();
    }
}
