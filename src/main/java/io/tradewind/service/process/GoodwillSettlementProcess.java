package io.tradewind.service.process;

import static io.tradewind.service.process.GoodwillSettlementVariables.CASE_NUMBER;
import static io.tradewind.service.process.GoodwillSettlementVariables.REMEDY_ROUND;

import io.tradewind.engine.Processes;
import io.tradewind.service.Goodwill;
import io.tradewind.service.Goodwill.Promise;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The process {@code goodwill-settlement} as others see it. */
@Component
class GoodwillSettlementProcess {

    private final Processes processes;
    private final Goodwill goodwill;

    GoodwillSettlementProcess(Processes processes, Goodwill goodwill) {
        this.processes = processes;
        this.goodwill = goodwill;
    }

    /** Has somebody keep what was promised last. */
    void keepLatest(String caseNumber) {
        List<Promise> promises = goodwill.promises(caseNumber);
        Promise latest = promises.get(promises.size() - 1);
        processes.start(
                "goodwill-settlement",
                caseNumber + "/" + latest.round(),
                Map.ofEntries(CASE_NUMBER.of(caseNumber), REMEDY_ROUND.of(latest.round())));
    }
}
