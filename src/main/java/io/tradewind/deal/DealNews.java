package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What everybody else is told about a deal, in the transaction of what happened to it. */
@Component
class DealNews {

    private final StageProbabilities probabilities;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DealNews(StageProbabilities probabilities, WorkingTime workingTime, Clock clock, ApplicationEventPublisher events) {
        this.probabilities = probabilities;
        this.workingTime = workingTime;
        this.clock = clock;
        this.events = events;
    }

    /** A deal of another system, with all that became of it. */
    void takenOver(Deal deal) {
        opened(deal);
        if (deal.stage() == Stage.WON) {
            won(deal);
        } else if (deal.stage() == Stage.LOST) {
            lost(deal);
        }
    }

    void opened(Deal deal) {
        events.publishEvent(new DealOpened(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                deal.expectedValue(),
                deal.currency(),
                deal.qualifiedOn()));
        if (deal.stage().open()) {
            stageEntered(deal);
            forecast(deal, probabilities.weighted(deal));
        }
    }

    void forecast(Deal deal, BigDecimal forecast) {
        events.publishEvent(new DealForecast(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                deal.stage().code(),
                forecast,
                deal.currency(),
                deal.closesOn(),
                workingTime.today()));
    }

    void stageEntered(Deal deal) {
        events.publishEvent(new DealStageEntered(deal.number(), deal.stage().code(), deal.rep(), clock.instant()));
    }

    void won(Deal deal) {
        events.publishEvent(new DealWon(
                deal.number(),
                deal.rep(),
                Objects.requireNonNull(deal.customerId()),
                Objects.requireNonNull(deal.product()),
                Objects.requireNonNull(deal.agreedPrice()),
                Objects.requireNonNull(deal.listPrice()),
                Objects.requireNonNull(deal.cost()),
                deal.currency(),
                deal.qualifiedOn(),
                Objects.requireNonNull(deal.closedOn())));
    }

    void lost(Deal deal) {
        events.publishEvent(new DealLost(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                Objects.requireNonNull(deal.lostReason()),
                deal.competitor(),
                deal.expectedValue(),
                deal.currency(),
                deal.qualifiedOn(),
                Objects.requireNonNull(deal.closedOn())));
    }
}
