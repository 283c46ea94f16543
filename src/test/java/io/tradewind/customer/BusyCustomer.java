package io.tradewind.customer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A customer with whom more has happened than with any other. */
final class BusyCustomer {

    /** How many entries its time line has. */
    static final int ENTRIES = 11_000;

    private BusyCustomer() {}

    /** Inserts it into the present transaction, with ten thousand entries, and tells the planner. */
    static long in(JdbcTemplate jdbc, Customers customers) {
        long id = customers.register(NewCustomer.named("Busy Harbour")).id();
        try {
            String script = new ClassPathResource("customer/busy-customer.sql")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(":customer", Long.toString(id))
                    .replace(":tag", "9" + id);
            jdbc.execute(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.execute("ANALYZE");
        return id;
    }
}
