package io.tradewind.service;

import io.tradewind.engine.Acting;
import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcHandovers implements Handovers {

    private static final String INSERT =
            """
            INSERT INTO handover (order_number, customer_id, complete, open_points, settlement, contact_name,
                                  contact_email, called_by, called_at)
            VALUES (:order, :customer, :complete, :openPoints, :settlement, :contactName, :contactEmail, :by, :at)
            """;

    private final JdbcClient jdbc;
    private final OwnAddresses ownAddresses;
    private final Acting acting;
    private final Clock clock;

    JdbcHandovers(JdbcClient jdbc, OwnAddresses ownAddresses, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.ownAddresses = ownAddresses;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public void record(Handover handover) {
        if (!handover.complete() && isBlank(handover.openPoints())) {
            throw new Refused("openPoints", "Say what is missing or does not work, so that service can settle it.");
        }
        String email = handover.contactEmail();
        if (email != null && !email.isEmpty() && !EmailAddresses.isPlausible(email)) {
            throw new Refused(
                    "contactEmail", "'" + email + "' is not an e-mail address. Correct it, or leave it empty.");
        }
        if (email != null && !email.isEmpty() && ownAddresses.contain(email)) {
            throw new Refused(
                    "contactEmail",
                    "'" + email + "' is one of our own addresses. Give the customer's, or leave it empty.");
        }
        jdbc.sql(INSERT)
                .param("order", handover.orderNumber())
                .param("customer", handover.customerId())
                .param("complete", handover.complete())
                .param("openPoints", handover.complete() ? null : handover.openPoints())
                .param("settlement", handover.settlement())
                .param("contactName", handover.contactName())
                .param("contactEmail", email == null || email.isEmpty() ? null : email)
                .param("by", acting.user().orElse(null))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
