package io.tradewind.kpi.web;

import io.tradewind.deal.DealLost;
import io.tradewind.deal.DealWon;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;

/** Three closed deals of 2031: one won by each of two teams in two regions, one lost. */
final class SomeDeals {

    private SomeDeals() {}

    static void tell(ApplicationEventPublisher events) {
        events.publishEvent(won("D-1", "darcel-schlecht", "1000.00", LocalDate.of(2031, 3, 10)));
        events.publishEvent(won("D-2", "vicki-laflamme", "500.50", LocalDate.of(2031, 5, 6)));
        events.publishEvent(new DealLost(
                "D-3",
                "vicki-laflamme",
                null,
                null,
                "price",
                null,
                new BigDecimal("700"),
                "USD",
                LocalDate.of(2031, 5, 1),
                LocalDate.of(2031, 5, 20)));
    }

    private static DealWon won(String number, String rep, String agreed, LocalDate closedOn) {
        BigDecimal price = new BigDecimal(agreed);
        return new DealWon(
                number,
                rep,
                1L,
                "gtx-pro",
                price,
                new BigDecimal("2000"),
                price.multiply(new BigDecimal("0.4")),
                "USD",
                closedOn.minusDays(10),
                closedOn);
    }
}
