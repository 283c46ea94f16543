package io.tradewind.collection;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One at a time per order: who books, who allocates, and the process that works out what is left. */
@Component
class OrderLocks {

    private final JdbcClient jdbc;

    OrderLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the transaction ends; several are taken in one order everybody keeps to. */
    void take(Collection<String> orderNumbers) {
        new TreeSet<>(orderNumbers).forEach(number -> jdbc.sql(
                        "SELECT pg_advisory_xact_lock(hashtextextended('collection:' || :order, 0))")
                .param("order", number)
                .query((row, index) -> Boolean.TRUE)
                .single());
    }

    void take(String orderNumber) {
        take(List.of(orderNumber));
    }
}
