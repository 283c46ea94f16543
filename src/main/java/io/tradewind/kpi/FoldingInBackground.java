package io.tradewind.kpi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Folds by itself, every few seconds. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class FoldingInBackground {

    private static final Logger log = LoggerFactory.getLogger(FoldingInBackground.class);

    private final FactFolder folder;

    FoldingInBackground(FactFolder folder) {
        this.folder = folder;
    }

    /** Nothing is lost while the database is away: the facts stay pending and the answers right. */
    @Scheduled(initialDelay = 5_000, fixedDelay = 3_000)
    void run() {
        try {
            folder.foldPending();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Facts cannot be folded now: {}", e.getMessage());
        }
    }
}
