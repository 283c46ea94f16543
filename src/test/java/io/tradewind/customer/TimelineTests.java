package io.tradewind.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** A customer with ten thousand entries, which are gone again after each test. */
@TradewindTest
@Transactional
class TimelineTests {

    private static final Set<TimelineKind> ALL = EnumSet.allOf(TimelineKind.class);

    /** Rows that this transaction has read so far, by whatever way. */
    private static final String ROWS_READ =
            """
            SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0) AS read
              FROM pg_stat_xact_user_tables WHERE schemaname = 'tradewind'
            """;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcTemplate jdbc;

    private long customer;

    @BeforeEach
    void muchHappened() {
        customer = BusyCustomer.in(jdbc, customers);
    }

    @Test
    void everyEntryComesOnceInOneOrderWhateverThePage() {
        List<TimelineEntry> all = new ArrayList<>();
        String next = null;
        do {
            Timeline.Page page = timeline.page(customer, ALL, next, 97);
            all.addAll(page.entries());
            next = page.next();
        } while (next != null);

        assertThat(all).hasSize(BusyCustomer.ENTRIES).isSortedAccordingTo(TimelineCursor.ORDER);
        Set<String> seen = new HashSet<>();
        assertThat(all).allMatch(entry -> seen.add(entry.kind() + " " + entry.key()));
        assertThat(all.get(0).at()).isAfterOrEqualTo(all.get(all.size() - 1).at());
    }

    @Test
    void aPageReadsNoMoreThanItNeedsHoweverMuchHappened() {
        String middle = half();
        for (String place : new String[] {"", middle}) {
            Map<String, Long> before = rowsRead();
            timeline.page(customer, ALL, place, 50);

            // a table has at most two kinds, each asked for one page, one entry more, and the one at the bound
            assertThat(since(before))
                    .as("rows read from '%s'", place)
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isLessThanOrEqualTo(2 * 52));
        }
    }

    @Test
    void theMeasureFindsAStatementThatReadsEverything() {
        Map<String, Long> before = rowsRead();
        jdbc.queryForList("SELECT id FROM mail WHERE customer_id = ? ORDER BY subject LIMIT 50", customer);

        assertThat(since(before).get("mail")).isGreaterThan(1000);
    }

    @Test
    void onlySomeKindsAreLookedFor() {
        List<TimelineEntry> entries = timeline.page(
                        customer, EnumSet.of(TimelineKind.INVOICE, TimelineKind.PAYMENT), null, 100)
                .entries();

        assertThat(entries)
                .hasSize(100)
                .extracting(TimelineEntry::kind)
                .containsOnly(TimelineKind.INVOICE, TimelineKind.PAYMENT);
    }

    @Test
    void whatHappensMeanwhileShiftsNoPage() {
        Timeline.Page first = timeline.page(customer, ALL, null, 20);
        List<TimelineEntry> second =
                timeline.page(customer, ALL, first.next(), 20).entries();

        jdbc.update(
                "INSERT INTO handover (order_number, customer_id, complete, called_at) VALUES ('O-2099-000001', ?, true, now())",
                customer);

        assertThat(timeline.page(customer, ALL, first.next(), 20).entries()).isEqualTo(second);
        assertThat(timeline.page(customer, ALL, null, 20).entries().get(0).title())
                .contains("O-2099-000001");
    }

    @Test
    void nobodyElsesEntriesAreAmongThem() {
        long other = customers.register(NewCustomer.named("Quiet Bay")).id();

        assertThat(timeline.page(other, ALL, null, 50).entries()).isEmpty();
        assertThat(timeline.page(other, ALL, null, 50).next()).isNull();
    }

    @Test
    void whatTheGoodsCostUsIsInNoEntry() {
        jdbc.update("UPDATE deal SET cost = 98765.43 WHERE customer_id = ?", customer);
        jdbc.update("UPDATE quotation SET cost = 98765.43 WHERE customer_id = ?", customer);

        String next = null;
        do {
            Timeline.Page page = timeline.page(
                    customer,
                    EnumSet.of(TimelineKind.DEAL, TimelineKind.DEAL_CLOSED, TimelineKind.QUOTATION),
                    next,
                    100);
            assertThat(page.entries().toString()).doesNotContain("98765", "98,765");
            next = page.next();
        } while (next != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "MTIzIE5PTkUgMQ", // an unknown kind
                "OTk5OTk5OTk5OTk5OTk5OTk5OTk5IE1BSUwgMQ", // a time beyond all times
                "MTIzIE1BSUwgJyBPUiAx" // a key that is no number
            })
    void aForgedPlaceIsRefused(String place) {
        assertThatThrownBy(() -> timeline.page(customer, ALL, place, 20)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101, Integer.MAX_VALUE})
    void aPageHasALength(int count) {
        assertThatThrownBy(() -> timeline.page(customer, ALL, null, count)).isInstanceOf(Refused.class);
    }

    private @Nullable String half() {
        String next = null;
        for (int i = 0; i < 50; i++) {
            next = timeline.page(customer, ALL, next, 100).next();
        }
        return next;
    }

    private Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> read = rowsRead();
        read.replaceAll((table, rows) -> rows - before.getOrDefault(table, 0L));
        return read;
    }

    private Map<String, Long> rowsRead() {
        Map<String, Long> rows = new TreeMap<>();
        jdbc.query(ROWS_READ, row -> {
            rows.put(row.getString("relname"), row.getLong("read"));
        });
        return rows;
    }
}
