package io.tradewind.model;

import java.util.List;

/** A called process carries its caller's number until it has its own, so that people can ask for it on the phone. */
class BusinessKeyRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Model model : models.processes()) {
            for (Xml call : model.all("callActivity")) {
                if (call.descendants("in").stream()
                        .noneMatch(in -> !in.get("businessKey").isEmpty())) {
                    findings.add(model, call, "must pass the business key: #{execution.processBusinessKey}");
                }
            }
        }
        return findings.lines();
    }
}
