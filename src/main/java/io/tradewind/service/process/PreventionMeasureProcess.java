package io.tradewind.service.process;

import static io.tradewind.service.process.PreventionMeasureVariables.MEASURE_OF;

import io.tradewind.engine.Processes;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The process {@code prevention-measure} as others see it. */
@Component
class PreventionMeasureProcess {

    private final Processes processes;

    PreventionMeasureProcess(Processes processes) {
        this.processes = processes;
    }

    /**
     * Gives the measure to whoever sees to it.
     *
     * @param of number of the case or the review that decided it
     */
    void assign(String of) {
        processes.start("prevention-measure", of, Map.ofEntries(MEASURE_OF.of(of)));
    }
}
