package io.tradewind.engine.examination;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a decision asks of whoever calls it. */
final class DecisionSide {

    private DecisionSide() {}

    /** Variable → where it is read, for a decision and those it builds upon; what these answer is no question. */
    static Map<String, String> reads(Model file, String decision) {
        Map<String, String> reads = new LinkedHashMap<>();
        Set<String> answers = new HashSet<>();
        collect(file, decision, reads, answers, new HashSet<>());
        reads.keySet().removeAll(answers);
        return reads;
    }

    private static void collect(
            Model file, String decision, Map<String, String> reads, Set<String> answers, Set<String> seen) {
        if (!seen.add(decision)) {
            return;
        }
        for (Xml one : file.all("decision")) {
            if (!one.id().equals(decision)) {
                continue;
            }
            one.descendants("inputExpression", "literalExpression")
                    .forEach(input -> input.children("text").forEach(text -> Expressions.feelVariables(text.text())
                            .forEach(name -> reads.putIfAbsent(name, "the decision " + decision))));
            for (Xml needed : one.descendants("requiredDecision")) {
                String other = needed.get("href").replace("#", "");
                collect(file, other, reads, answers, seen);
                file.all("decision").stream()
                        .filter(there -> there.id().equals(other))
                        .forEach(there -> {
                            there.descendants("output").forEach(output -> answers.add(output.get("name")));
                            there.descendants("variable").forEach(variable -> answers.add(variable.get("name")));
                        });
            }
        }
    }
}
