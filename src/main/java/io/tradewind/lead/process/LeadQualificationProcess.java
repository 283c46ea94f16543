package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;

import io.tradewind.engine.Processes;
import io.tradewind.lead.LeadJourneys;
import java.util.Map;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/**
 * The face of {@code lead-qualification}. It starts by itself only where no journey calls it: then a received lead is
 * qualified and nothing follows.
 */
@Component
@Fallback
class LeadQualificationProcess implements LeadJourneys {

    private final Processes processes;

    LeadQualificationProcess(Processes processes) {
        this.processes = processes;
    }

    @Override
    public String start(String leadNumber) {
        return processes.start("lead-qualification", leadNumber, Map.ofEntries(LEAD_NUMBER.of(leadNumber)));
    }
}
