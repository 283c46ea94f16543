package io.tradewind.deal;

import io.tradewind.organization.Holdings;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open deals, by their rep. */
@Component
@Order(2)
class DealsHeld implements Holdings {

    private final JdbcClient jdbc;

    DealsHeld(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Held> of(String userId) {
        long held = jdbc.sql("SELECT count(*) FROM deal WHERE rep = :userId AND stage NOT IN ('won', 'lost')")
                .param("userId", userId)
                .query(Long.class)
                .single();
        return Held.counted(
                held,
                "open deal",
                "open deals",
                "They keep their rep. Whoever gets the task of a deal goes on with it; each next task comes to the rep again, to be given on like the others.");
    }
}
