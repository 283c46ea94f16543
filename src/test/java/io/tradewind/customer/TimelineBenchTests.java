package io.tradewind.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Samples;
import io.tradewind.support.TradewindTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * {@code timeline_page_ms}: a page of 50 entries of a customer with ten thousand, all kinds together, the newest and one
 * from the middle in turn, 200 times; the 95th percentile.
 */
@Tag("bench")
@TradewindTest
class TimelineBenchTests {

    private static final int RUNS = 200;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    @Transactional
    void aPage() {
        long customer = BusyCustomer.in(jdbc, customers);
        EnumSet<TimelineKind> all = EnumSet.allOf(TimelineKind.class);
        String middle = null;
        for (int i = 0; i < 50; i++) {
            middle = timeline.page(customer, all, middle, 100).next();
        }
        String place = middle;
        assertThat(timeline.page(customer, all, place, 50).entries()).hasSize(50);
        for (int i = 0; i < 20; i++) {
            timeline.page(customer, all, null, 50);
        }
        Samples samples = new Samples();
        for (int i = 0; i < RUNS; i++) {
            String from = i % 2 == 0 ? null : place;
            samples.take(() -> timeline.page(customer, all, from, 50));
        }
        BenchFile.record("timeline_page_ms", samples.quantileMs(0.95));
    }
}
