package io.tradewind.kpi.web;

import io.tradewind.engine.path.Passages;
import io.tradewind.engine.path.Passages.Asked;
import io.tradewind.engine.path.Passages.Now;
import io.tradewind.engine.path.Passages.Times;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The processes, each with what of it ended and what stands. */
final class WaitList {

    /**
     * @param ended cases that ended in the period
     * @param median time of a whole case
     * @param late steps that were late in the period
     * @param lateNow cases that stand at a step past its due date
     */
    record Line(String id, String name, long ended, String median, String late, long standing, long lateNow) {}

    private final Passages passages;
    private final Versions versions;

    WaitList(Passages passages, Versions versions) {
        this.passages = passages;
        this.versions = versions;
    }

    List<Line> of(Asked frame) {
        return versions.all().stream()
                .filter(one -> one.kind() == Kind.PROCESS)
                .map(one -> line(one.id(), one.name(), frame))
                .sorted(Comparator.comparing(Line::lateNow).reversed().thenComparing(Line::name))
                .toList();
    }

    private Line line(String id, String name, Asked frame) {
        List<String> definitions = versions.history(Kind.PROCESS, id).orElseThrow().versions().stream()
                .map(Versions.Version::definitionId)
                .toList();
        Asked asked = new Asked(definitions, frame.from(), frame.to(), frame.reps(), frame.worked());
        Map<String, Times> times = passages.times(asked);
        Times whole = times.remove("");
        long due = times.values().stream().mapToLong(Times::due).sum();
        long late = times.values().stream().mapToLong(Times::late).sum();
        Map<String, Now> now = passages.now(asked);
        return new Line(
                id,
                name,
                whole == null ? 0 : whole.passed(),
                whole == null ? "" : WaitView.lasting(whole.median(), asked.worked()),
                WaitView.share(late, due),
                now.values().stream().mapToLong(Now::standing).sum(),
                now.values().stream().mapToLong(Now::late).sum());
    }
}
