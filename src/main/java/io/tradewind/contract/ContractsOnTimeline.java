package io.tradewind.contract;

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

/** The contracts with a customer: drafted, and signed. */
@Component
class ContractsOnTimeline implements TimelineSource {

    private static final String DRAFTED =
            """
            SELECT drafted_at AS at, number AS key, number, deal_number, total, currency, state, rep, void_why
              FROM contract
             WHERE customer_id = :customer AND (drafted_at, number COLLATE "C") < (:at, :text COLLATE "C")
             ORDER BY drafted_at DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String SIGNED =
            """
            SELECT signed_on AS at, number AS key, number, signed_by_customer, starts_on, ends_on, rep
              FROM contract
             WHERE customer_id = :customer AND signed_on IS NOT NULL
               AND (signed_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY signed_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private final TimelineRows rows;

    ContractsOnTimeline(TimelineRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.CONTRACT, TimelineKind.CONTRACT_SIGNED);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return kind == TimelineKind.CONTRACT
                ? rows.moments(kind, DRAFTED, customerId, below, count, ContractsOnTimeline::drafted)
                : rows.days(kind, SIGNED, customerId, below, count, ContractsOnTimeline::signed);
    }

    private static Told drafted(ResultSet row) throws SQLException {
        String why = row.getString("void_why");
        return new Told(
                "Contract " + row.getString("number") + " drafted, now " + row.getString("state"),
                Shown.money(row.getBigDecimal("total")) + " " + row.getString("currency") + ", from deal "
                        + row.getString("deal_number") + (why == null ? "" : "; " + why),
                row.getString("rep"),
                "/contracts/" + row.getString("number"));
    }

    private static Told signed(ResultSet row) throws SQLException {
        return new Told(
                "Contract " + row.getString("number") + " signed",
                "by " + row.getString("signed_by_customer") + ", runs from " + row.getString("starts_on") + " to "
                        + row.getString("ends_on"),
                row.getString("rep"),
                "/contracts/" + row.getString("number"));
    }
}
