package io.tradewind.customer;

import io.tradewind.notification.CustomerAddresses;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AddressesOfContacts implements CustomerAddresses {

    private static final String ADDRESSES =
            """
            SELECT email
              FROM (SELECT email, 0 AS place FROM customer WHERE id = :id
                     UNION ALL
                    SELECT email, id FROM contact WHERE customer_id = :id) AS known
             WHERE email IS NOT NULL
             GROUP BY email ORDER BY min(place) LIMIT 20
            """;

    private final JdbcClient jdbc;

    AddressesOfContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(long customerId) {
        return jdbc.sql(ADDRESSES).param("id", customerId).query(String.class).list();
    }
}
