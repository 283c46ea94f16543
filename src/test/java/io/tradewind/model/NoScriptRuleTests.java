package io.tradewind.model;

import java.util.List;

/** What a model does is drawn or is a delegate with a name; code inside a model is seen by no review and no test. */
class NoScriptRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Model model : models.processes()) {
            for (Xml element : model.root().descendants()) {
                if (element.is("scriptTask", "script")) {
                    findings.add(model, element, "is a script; use a delegate");
                }
                if (element.is("conditionExpression")
                        && !element.get("language").isEmpty()) {
                    findings.add(model, element, "is a condition in a script language; use ${…}");
                }
                if (element.hasCamunda("class")
                        || element.is("taskListener", "executionListener")
                                && !element.get("class").isEmpty()) {
                    findings.add(model, element, "names a Java class; use a delegate expression");
                }
                if (element.is("serviceTask", "sendTask", "businessRuleTask") && element.hasCamunda("expression")) {
                    findings.add(model, element, "computes an expression; use a delegate expression");
                }
            }
        }
        return findings.lines();
    }
}
