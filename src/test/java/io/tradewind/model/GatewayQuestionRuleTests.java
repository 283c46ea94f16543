package io.tradewind.model;

import java.util.List;

/** A gateway asks a question, its ways out answer it, and one of them is taken when no other is: the careful one. */
class GatewayQuestionRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Model model : models.processes()) {
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
        return findings.lines();
    }

    private static void check(Findings findings, Models.Model model, Xml gateway, List<Xml> ways) {
        if (!gateway.name().endsWith("?")) {
            findings.add(model, gateway, "has several ways out and must ask a question");
        }
        String careful = gateway.get("default");
        if (careful.isEmpty()) {
            findings.add(model, gateway, "needs a default way out: the careful outcome");
        }
        for (Xml way : ways) {
            if (way.name().isEmpty()) {
                findings.add(model, way, "must answer the question of " + gateway.told());
            }
            boolean conditional = !way.children("conditionExpression").isEmpty();
            if (conditional == way.id().equals(careful)) {
                findings.add(
                        model,
                        way,
                        conditional ? "is the default way out and must have no condition" : "needs a condition");
            }
        }
    }
}
