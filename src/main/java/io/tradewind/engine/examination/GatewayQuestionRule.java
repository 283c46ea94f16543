package io.tradewind.engine.examination;

import java.util.List;

/** A gateway asks a question, its ways out answer it, and one of them is taken when no other is: the careful one. */
public final class GatewayQuestionRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            List<Xml> flows = model.all("sequenceFlow");
            for (Xml gateway : model.all("exclusiveGateway", "inclusiveGateway")) {
                List<Xml> ways = flows.stream()
                        .filter(flow -> flow.get("sourceRef").equals(gateway.id()))
                        .toList();
                if (ways.size() > 1) {
                    check(findings, model, gateway, ways);
                }
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model, Xml gateway, List<Xml> ways) {
        if (!gateway.name().endsWith("?")) {
            findings.warn(model, gateway, "has several ways out and must ask a question");
        }
        String careful = gateway.get("default");
        if (careful.isEmpty()) {
            findings.error(model, gateway, "needs a default way out: the careful outcome");
        }
        for (Xml way : ways) {
            if (way.name().isEmpty()) {
                findings.warn(model, way, "must answer the question of " + gateway.told());
            }
            boolean conditional = !way.children("conditionExpression").isEmpty();
            if (conditional == way.id().equals(careful)) {
                findings.error(
                        model,
                        way,
                        conditional ? "is the default way out and must have no condition" : "needs a condition");
            }
        }
    }
}
