package io.tradewind.lead;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.TimelineBound;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.customer.TimelineRows;
import io.tradewind.customer.TimelineRows.Told;
import io.tradewind.customer.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the customer came to us, and what was said on the first contacts. */
@Component
class LeadsOnTimeline implements TimelineSource {

    private static final String LEADS =
            """
            SELECT created_at AS at, number AS key, number, source, campaign, product, owner, state
              FROM lead
             WHERE customer_id = :customer AND (created_at, number COLLATE "C") < (:at, :text COLLATE "C")
             ORDER BY created_at DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String CONTACTS =
            """
            SELECT at, id AS key, rep, reached, need, next_step, note
              FROM lead_contact
             WHERE customer_id = :customer AND (at, id) < (:at, :number)
             ORDER BY at DESC, id DESC LIMIT :count
            """;

    private final TimelineRows rows;
    private final Products products;

    LeadsOnTimeline(TimelineRows rows, Products products) {
        this.rows = rows;
        this.products = products;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.LEAD, TimelineKind.CONTACT);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return kind == TimelineKind.LEAD
                ? rows.moments(kind, LEADS, customerId, below, count, this::lead)
                : rows.moments(kind, CONTACTS, customerId, below, count, LeadsOnTimeline::contact);
    }

    private Told lead(ResultSet row) throws SQLException {
        String product = row.getString("product");
        return new Told(
                "Lead " + row.getString("number") + " came in, now " + row.getString("state"),
                joined(
                        row.getString("source"),
                        row.getString("campaign"),
                        product == null
                                ? null
                                : products.find(product).map(Product::name).orElse(product)),
                row.getString("owner"),
                null);
    }

    private static Told contact(ResultSet row) throws SQLException {
        return new Told(
                "Spoke with: " + row.getString("reached").replace('-', ' '),
                joined(
                        row.getString("need") == null ? null : "need: " + row.getString("need"),
                        row.getString("next_step"),
                        row.getString("note")),
                row.getString("rep"),
                null);
    }

    private static String joined(@org.jspecify.annotations.Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
