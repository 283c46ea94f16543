package io.tradewind.deal;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.TimelineBound;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.customer.TimelineRows;
import io.tradewind.customer.TimelineRows.Told;
import io.tradewind.customer.TimelineSource;
import io.tradewind.engine.variables.Shown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a customer may have bought, what we offered, and how it ended. */
@Component
class DealsOnTimeline implements TimelineSource {

    private static final String OPENED =
            """
            SELECT opened_on AS at, number AS key, number, product, expected_value, currency, rep, needs
              FROM deal
             WHERE customer_id = :customer AND (opened_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY opened_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String CLOSED =
            """
            SELECT closed_on AS at, number AS key, number, stage, agreed_price, currency, rep, lost_reason, competitor,
                   close_note
              FROM deal
             WHERE customer_id = :customer AND closed_on IS NOT NULL
               AND (closed_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY closed_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    /** The index knows the key by exactly this expression. */
    private static final String QUOTATIONS =
            """
            SELECT created_at AS at, deal_number || '/' || lpad(version::text, 4, '0') AS key, deal_number, version, total,
                   currency, payment_days, state, created_by
              FROM quotation
             WHERE customer_id = :customer
               AND (created_at, (deal_number || '/' || lpad(version::text, 4, '0')) COLLATE "C")
                   < (:at, :text COLLATE "C")
             ORDER BY created_at DESC, (deal_number || '/' || lpad(version::text, 4, '0')) COLLATE "C" DESC LIMIT :count
            """;

    private final TimelineRows rows;
    private final Products products;

    DealsOnTimeline(TimelineRows rows, Products products) {
        this.rows = rows;
        this.products = products;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.DEAL, TimelineKind.DEAL_CLOSED, TimelineKind.QUOTATION);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return switch (kind) {
            case DEAL -> rows.days(kind, OPENED, customerId, below, count, this::opened);
            case DEAL_CLOSED -> rows.days(kind, CLOSED, customerId, below, count, DealsOnTimeline::closed);
            default -> rows.moments(kind, QUOTATIONS, customerId, below, count, DealsOnTimeline::quotation);
        };
    }

    private String name(String product) {
        return products.find(product).map(Product::name).orElse(product);
    }

    private Told opened(ResultSet row) throws SQLException {
        String product = row.getString("product");
        String needs = row.getString("needs");
        return new Told(
                "Deal " + row.getString("number") + " opened" + (product == null ? "" : ": " + name(product)),
                "worth " + Shown.money(row.getBigDecimal("expected_value")) + " " + row.getString("currency")
                        + (needs == null ? "" : "; " + needs),
                row.getString("rep"),
                null);
    }

    private static Told closed(ResultSet row) throws SQLException {
        boolean won = row.getString("stage").equals("won");
        String competitor = row.getString("competitor");
        String note = row.getString("close_note");
        return new Told(
                "Deal " + row.getString("number") + (won ? " won" : " lost"),
                (won
                                ? Shown.money(row.getBigDecimal("agreed_price")) + " " + row.getString("currency")
                                : "reason: " + row.getString("lost_reason"))
                        + (competitor == null ? "" : ", against " + competitor)
                        + (note == null ? "" : "; " + note),
                row.getString("rep"),
                null);
    }

    private static Told quotation(ResultSet row) throws SQLException {
        return new Told(
                "Quotation " + row.getString("deal_number") + ", version " + row.getInt("version") + ", "
                        + row.getString("state"),
                Shown.money(row.getBigDecimal("total")) + " " + row.getString("currency") + ", payable within "
                        + row.getInt("payment_days") + " days",
                row.getString("created_by"),
                null);
    }
}
