package io.tradewind.deal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells anew what a changed table of probabilities, or a deal from before there was a forecast, has made untrue. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class ForecastsInBackground {

    private static final Logger log = LoggerFactory.getLogger(ForecastsInBackground.class);

    private final Deals deals;

    ForecastsInBackground(Deals deals) {
        this.deals = deals;
    }

    /** Lot by lot, each in a transaction of its own; what fails is told the next time. */
    @Scheduled(initialDelay = 15_000, fixedDelay = 300_000)
    void run() {
        try {
            int told;
            do {
                told = deals.retellForecasts();
            } while (told > 0);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Forecasts cannot be told now: {}", e.getMessage());
        }
    }
}
