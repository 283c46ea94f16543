package io.tradewind.engine.examination;

import java.util.List;
import java.util.Set;

/** What a model does is drawn or is a delegate with a name; code inside a model is seen by no review and no test. */
public final class NoCodeRule implements Rule {

    /** How a table may name FEEL, by the versions of DMN. */
    public static final Set<String> FEEL = Set.of(
            "feel",
            "http://www.omg.org/spec/FEEL/20140401",
            "http://www.omg.org/spec/DMN/20180521/FEEL/",
            "https://www.omg.org/spec/DMN/20191111/FEEL/",
            "https://www.omg.org/spec/DMN/20211108/FEEL/");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            model.root().descendants().forEach(element -> check(findings, model, element));
        }
        for (Model model : models.decisions()) {
            checkLanguage(findings, model, model.root());
            model.root().descendants().forEach(element -> checkLanguage(findings, model, element));
        }
        return findings.list();
    }

    private static void checkLanguage(Findings findings, Model model, Xml element) {
        String language = element.get("expressionLanguage");
        if (!language.isEmpty() && !FEEL.contains(language)) {
            findings.error(model, element, "is written in the language " + language + "; use FEEL");
        }
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
