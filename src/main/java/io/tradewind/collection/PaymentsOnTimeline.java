package io.tradewind.collection;

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

/** What a customer paid, promised and disputed, and how we asked for what was overdue. */
@Component
class PaymentsOnTimeline implements TimelineSource {

    private static final String PAYMENTS =
            """
            SELECT received_on AS at, id AS key, amount, currency, payer, reference, recorded_by
              FROM payment
             WHERE customer_id = :customer AND (received_on, id) < (:day, :number)
             ORDER BY received_on DESC, id DESC LIMIT :count
            """;

    private static final String DUNNING =
            """
            SELECT written_at AS at, id AS key, invoice_number, level, days_overdue, open_amount, currency, mailed_to, hold
              FROM dunning_entry
             WHERE customer_id = :customer AND (written_at, id) < (:at, :number)
             ORDER BY written_at DESC, id DESC LIMIT :count
            """;

    private static final String PROMISES =
            """
            SELECT noted_at AS at, id AS key, kind, invoice_number, promised_on, reason, state, noted_by
              FROM promise
             WHERE customer_id = :customer AND (noted_at, id) < (:at, :number)
             ORDER BY noted_at DESC, id DESC LIMIT :count
            """;

    private final TimelineRows rows;

    PaymentsOnTimeline(TimelineRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.PAYMENT, TimelineKind.DUNNING, TimelineKind.PROMISE);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return switch (kind) {
            case PAYMENT -> rows.days(kind, PAYMENTS, customerId, below, count, PaymentsOnTimeline::payment);
            case DUNNING -> rows.moments(kind, DUNNING, customerId, below, count, PaymentsOnTimeline::dunning);
            default -> rows.moments(kind, PROMISES, customerId, below, count, PaymentsOnTimeline::promise);
        };
    }

    private static Told payment(ResultSet row) throws SQLException {
        String reference = row.getString("reference");
        return new Told(
                "Payment of " + Shown.money(row.getBigDecimal("amount")) + " " + row.getString("currency"),
                reference == null ? null : reference,
                row.getString("recorded_by"),
                null);
    }

    private static Told dunning(ResultSet row) throws SQLException {
        String mailedTo = row.getString("mailed_to");
        return new Told(
                "Reminder, level " + row.getInt("level") + ", of invoice " + row.getString("invoice_number"),
                Shown.money(row.getBigDecimal("open_amount")) + " " + row.getString("currency") + " open, "
                        + row.getInt("days_overdue") + " days overdue"
                        + (mailedTo == null ? ", no letter" : ", letter to " + mailedTo)
                        + (row.getBoolean("hold") ? ", deliveries held" : ""),
                null,
                null);
    }

    private static Told promise(ResultSet row) throws SQLException {
        String promisedOn = row.getString("promised_on");
        String reason = row.getString("reason");
        return new Told(
                (promisedOn == null
                                ? row.getString("kind").equals("dispute") ? "Dispute of" : "Hold on"
                                : "Promise to pay")
                        + " invoice " + row.getString("invoice_number") + ", " + row.getString("state"),
                (promisedOn == null ? "" : "by " + promisedOn) + (reason == null ? "" : " " + reason),
                row.getString("noted_by"),
                null);
    }
}
