package io.tradewind.credit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Opens the reviews that are due, a few at a time: every node tries, the database lets each be opened once. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class CreditReviewsInBackground {

    private static final Logger log = LoggerFactory.getLogger(CreditReviewsInBackground.class);

    /** So that the first day with many customers is spread over hours, and people's lists do not fill at once. */
    private static final int MOST_AT_ONCE = 20;

    private final CreditReviews reviews;

    CreditReviewsInBackground(CreditReviews reviews) {
        this.reviews = reviews;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    void run() {
        try {
            int opened = reviews.openDue(MOST_AT_ONCE);
            if (opened > 0) {
                log.info("{} credit reviews opened", opened);
            }
        } catch (RuntimeException e) {
            log.error("Credit reviews cannot be opened now", e);
        }
    }
}
