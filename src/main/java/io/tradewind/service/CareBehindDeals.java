package io.tradewind.service;

import io.tradewind.deal.DealOrigins;
import io.tradewind.deal.PastLine;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said to the customer before a deal that came of looking after them. */
@Component
class CareBehindDeals implements DealOrigins {

    private final JdbcClient jdbc;
    private final Purchases purchases;

    CareBehindDeals(JdbcClient jdbc, Purchases purchases) {
        this.jdbc = jdbc;
        this.purchases = purchases;
    }

    @Override
    public Optional<String> wordsFor(String dealNumber) {
        return jdbc.sql("SELECT why, note FROM care WHERE new_deal = :deal")
                .param("deal", dealNumber)
                .query((row, number) -> {
                    String note = row.getString("note");
                    return row.getString("why") + (note == null ? "" : " What they said: " + note);
                })
                .optional();
    }

    @Override
    public List<PastLine> linesFor(String dealNumber) {
        return jdbc.sql("SELECT customer_id, opened_on FROM care WHERE new_deal = :deal")
                .param("deal", dealNumber)
                .query((row, number) -> purchases.lastBefore(
                        row.getLong("customer_id"), row.getDate("opened_on").toLocalDate()))
                .optional()
                .orElse(List.of());
    }
}
