package io.tradewind.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed since somebody was last asked about the same document.
 *
 * @param subject the earlier document and version
 * @param outcome what became of it, in words
 * @param changes facts that differ, in the order of the newer request
 */
public record Comparison(String subject, String outcome, List<Change> changes) {

    /** One fact before and now; empty where it did not exist. */
    public record Change(String label, String before, String now) {}

    public Comparison {
        changes = List.copyOf(changes);
    }

    static Comparison of(Approval earlier, Approval now) {
        Map<String, String> before = byLabel(earlier);
        Map<String, String> after = byLabel(now);
        Set<String> labels = new java.util.LinkedHashSet<>(after.keySet());
        labels.addAll(new TreeSet<>(before.keySet()));
        return new Comparison(
                earlier.request().subject(),
                earlier.state().inWords(),
                labels.stream()
                        .map(label -> new Change(label, before.getOrDefault(label, ""), after.getOrDefault(label, "")))
                        .filter(change -> !change.before().equals(change.now()))
                        .toList());
    }

    private static Map<String, String> byLabel(Approval approval) {
        Map<String, String> facts = new LinkedHashMap<>();
        approval.request()
                .facts()
                .forEach(fact -> facts.merge(fact.label(), fact.value(), (one, more) -> one + "; " + more));
        return facts;
    }
}
