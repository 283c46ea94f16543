package io.tradewind.journey.process;

import static io.tradewind.journey.process.LeadToAfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.DEAL_NUMBER;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.LEAD_NUMBER;
import static io.tradewind.journey.process.LeadToAfterSalesVariables.REP;

import io.tradewind.engine.Processes;
import io.tradewind.journey.DealJourneys;
import io.tradewind.lead.LeadJourneys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The face of the process {@code lead-to-after-sales}: the only way Java starts it. */
@Component
class LeadToAfterSalesProcess implements LeadJourneys, DealJourneys {

    private static final String PROCESS = "lead-to-after-sales";

    private final Processes processes;

    private final HistoryService history;

    LeadToAfterSalesProcess(Processes processes, HistoryService history) {
        this.processes = processes;
        this.history = history;
    }

    @Override
    public String start(String leadNumber) {
        return processes.start(PROCESS, leadNumber, Map.ofEntries(LEAD_NUMBER.of(leadNumber)));
    }

    @Override
    public List<String> startAll(List<String> leadNumbers) {
        return processes.startAll(
                PROCESS,
                leadNumbers.stream()
                        .map(number -> new Processes.Start(number, Map.ofEntries(LEAD_NUMBER.of(number))))
                        .toList());
    }

    @Override
    public void forget(String processInstanceId) {
        boolean ended = history.createHistoricProcessInstanceQuery()
                        .processInstanceId(processInstanceId)
                        .finished()
                        .count()
                == 1;
        if (ended) {
            List<String> hierarchy = new ArrayList<>(List.of(processInstanceId));
            for (int i = 0; i < hierarchy.size(); i++) {
                history.createHistoricProcessInstanceQuery().superProcessInstanceId(hierarchy.get(i)).list().stream()
                        .map(HistoricProcessInstance::getId)
                        .forEach(hierarchy::add);
            }
            history.deleteHistoricProcessInstancesIfExists(hierarchy);
        }
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
