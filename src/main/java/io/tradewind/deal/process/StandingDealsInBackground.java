package io.tradewind.deal.process;

import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class StandingDealsInBackground {

    private static final Logger log = LoggerFactory.getLogger(StandingDealsInBackground.class);

    private final StandingDealQuestions questions;

    StandingDealsInBackground(StandingDealQuestions questions) {
        this.questions = questions;
    }

    /** Often enough that deals of another system are asked about soon after they came. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void run() {
        try {
            questions.ask();
        } catch (DataAccessException | TransactionException | ProcessEngineException e) {
            log.warn("Reps cannot be asked about standing deals now: {}", e.getMessage());
        }
    }
}
