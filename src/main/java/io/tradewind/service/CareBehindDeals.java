package io.tradewind.service;

import io.tradewind.deal.DealOrigins;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said to the customer before a deal that came of looking after them. */
@Component
class CareBehindDeals implements DealOrigins {

    private final JdbcClient jdbc;

    CareBehindDeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
}
