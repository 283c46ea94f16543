package io.tradewind.customer;

import io.tradewind.organization.Holdings;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers somebody looks after. */
@Component
@Order(4)
class CustomersHeld implements Holdings {

    private final JdbcClient jdbc;

    CustomersHeld(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Held> of(String userId) {
        long held = jdbc.sql("SELECT count(*) FROM customer WHERE owner = :userId")
                .param("userId", userId)
                .query(Long.class)
                .single();
        return Held.counted(
                held,
                "customer",
                "customers",
                "They stay theirs; a new lead of one of them goes to another rep, by territory and load.");
    }
}
