package io.tradewind.engine.examination;

import java.util.List;

/** A called process carries its caller's number until it has its own, so that people can ask for it on the phone. */
public final class BusinessKeyRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml call : model.all("callActivity")) {
                if (call.descendants("in").stream()
                        .noneMatch(in -> !in.get("businessKey").isEmpty())) {
                    findings.warn(model, call, "must pass the business key: #{execution.processBusinessKey}");
                }
            }
        }
        return findings.list();
    }
}
