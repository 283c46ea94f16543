package io.tradewind.kpi.web;

import io.tradewind.engine.path.Passages;
import io.tradewind.engine.path.Passages.Asked;
import io.tradewind.engine.path.Passages.Now;
import io.tradewind.engine.path.Passages.Whole;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The processes, each with what of it ended and what stands. */
final class WaitList {

    /**
     * @param ended cases that ended in the period
     * @param median time of a whole case
     * @param late steps that were late in the period
     * @param lateNow cases that stand at a step past its due date
     */
    record Line(String id, String name, long ended, String median, String late, long standing, long lateNow) {}

    private static final Whole NOTHING = new Whole(0, null, 0, 0);

    private final Passages passages;
    private final Versions versions;

    WaitList(Passages passages, Versions versions) {
        this.passages = passages;
        this.versions = versions;
    }

    List<Line> of(Asked frame) {
        Map<String, String> names = versions.all().stream()
                .filter(one -> one.kind() == Kind.PROCESS)
                .collect(Collectors.toMap(Versions.Listed::id, Versions.Listed::name));
        Map<String, List<String>> definitions = names.keySet().stream()
                .collect(Collectors.toMap(
                        id -> id, id -> versions.history(Kind.PROCESS, id).orElseThrow().versions().stream()
                                .map(Versions.Version::definitionId)
                                .toList()));
        Map<String, Whole> wholes = passages.wholes(definitions, frame);
        return definitions.entrySet().stream()
                .map(one -> line(
                        one.getKey(),
                        String.valueOf(names.get(one.getKey())),
                        wholes.getOrDefault(one.getKey(), NOTHING),
                        new Asked(one.getValue(), frame.from(), frame.to(), frame.reps(), frame.worked())))
                .sorted(Comparator.comparing(Line::lateNow).reversed().thenComparing(Line::name))
                .toList();
    }

    private Line line(String id, String name, Whole whole, Asked asked) {
        Map<String, Now> now = passages.now(asked);
        return new Line(
                id,
                name,
                whole.passed(),
                whole.passed() == 0 ? "" : WaitView.lasting(whole.median(), asked.worked()),
                WaitView.share(whole.late(), whole.due()),
                now.values().stream().mapToLong(Now::standing).sum(),
                now.values().stream().mapToLong(Now::late).sum());
    }
}
