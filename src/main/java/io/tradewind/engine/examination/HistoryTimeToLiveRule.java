package io.tradewind.engine.examination;

import java.util.List;
import java.util.stream.Stream;

/** What a process and a decision left behind must be deletable some day, and not before the law allows it. */
public final class HistoryTimeToLiveRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        Stream.concat(models.processes().stream(), models.decisions().stream())
                .forEach(model -> model.all("process", "decision").forEach(element -> {
                    if (!element.camunda("historyTimeToLive").matches("P\\d+D")) {
                        findings.error(model, element, "needs a history time to live like P3650D");
                    }
                }));
        return findings.list();
    }
}
