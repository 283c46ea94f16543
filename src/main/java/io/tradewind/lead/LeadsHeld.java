package io.tradewind.lead;

import io.tradewind.organization.Holdings;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leads somebody is at. */
@Component
@Order(3)
class LeadsHeld implements Holdings {

    private final JdbcClient jdbc;

    LeadsHeld(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Held> of(String userId) {
        long held = jdbc.sql(
                        "SELECT count(*) FROM lead WHERE owner = :userId AND state IN ('assigned', 'contacted', 'nurturing')")
                .param("userId", userId)
                .query(Long.class)
                .single();
        return Held.counted(
                held,
                "open lead",
                "open leads",
                "One that is put off comes back to another rep; of the others a task is open.");
    }
}
