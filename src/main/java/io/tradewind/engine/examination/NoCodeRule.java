package io.tradewind.engine.examination;

import java.util.List;
import java.util.Locale;

/** What a model does is drawn or is a delegate with a name; code inside a model is seen by no review and no test. */
public final class NoCodeRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            model.root().descendants().forEach(element -> check(findings, model, element));
        }
        for (Model model : models.decisions()) {
            for (Xml element : model.root().descendants()) {
                String language = element.get("expressionLanguage");
                if (!language.isEmpty() && !language.toLowerCase(Locale.ROOT).matches("juel|.*feel.*")) {
                    findings.error(model, element, "is written in the script language " + language + "; use FEEL");
                }
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model, Xml element) {
        if (element.is("scriptTask", "script")) {
            findings.error(model, element, "is a script; use a delegate");
        }
        if (element.is("connector")) {
            findings.error(model, element, "calls a connector; use a delegate");
        }
        if (element.is("conditionExpression") && !element.get("language").isEmpty()) {
            findings.error(model, element, "is a condition in a script language; use ${…}");
        }
        boolean listener = element.is("taskListener", "executionListener", "field", "validator", "constraint");
        if (element.hasCamunda("class")
                || element.hasCamunda("variableMappingClass")
                || listener && !element.get("class").isEmpty()) {
            findings.error(model, element, "names a Java class; use a delegate expression");
        }
        boolean task = element.is("serviceTask", "sendTask", "businessRuleTask");
        if (task && element.hasCamunda("expression")
                || listener && !element.get("expression").isEmpty()) {
            findings.error(model, element, "computes an expression; use a delegate expression");
        }
        if (task && element.hasCamunda("type") && !element.camunda("type").equals("external")) {
            findings.error(model, element, "is a task of type '" + element.camunda("type") + "'; use a delegate");
        }
        if (element.hasCamunda("resource") || element.hasCamunda("variableMappingDelegateExpression")) {
            findings.error(model, element, "loads its code or its variables from outside the picture; draw it");
        }
    }
}
