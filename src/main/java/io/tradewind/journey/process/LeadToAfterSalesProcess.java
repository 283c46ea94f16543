package io.tradewind.journey.process;

import static io.tradewind.journey.process.LeadToAfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.DEAL_NUMBER;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.LEAD_NUMBER;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.REP;

import io.tradewind.engine.Processes;
import io.tradewind.journey.DealJourneys;
import io.tradewind.lead.LeadJourneys;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The face of the process {@code lead-to-after-sales}: the only way Java starts it. */
@Component
class LeadToAfterSalesProcess implements LeadJourneys, DealJourneys {

    private static final String PROCESS = "lead-to-after-sales";

    private final Processes processes;

    LeadToAfterSalesProcess(Processes processes) {
        this.processes = processes;
    }

    @Override
    public String start(String leadNumber) {
        return processes.start(PROCESS, leadNumber, Map.ofEntries(LEAD_NUMBER.of(leadNumber)));
    }

    @Override
    public String startWithDeal(String dealNumber, String rep, @Nullable Long customerId) {
        Map<String, Object> variables = new HashMap<>(Map.ofEntries(DEAL_NUMBER.of(dealNumber), REP.of(rep)));
        if (customerId != null) {
            variables.putAll(Map.ofEntries(CUSTOMER_ID.of(customerId)));
        }
        return processes.startBefore(PROCESS, "win-deal", dealNumber, variables);
    }
}
