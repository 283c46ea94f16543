package io.tradewind.deal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables quotation and quotation_line: versions are added, of an older one only its state changes. */
@Repository
class QuotationTable {

    private static final String SELECT =
            """
            SELECT deal_number, version, state, payment_days, delivery_date, valid_until, currency, list_total, total, cost,
                   approval_id, decision_note, customer_note, created_by, created_at
              FROM quotation
             WHERE deal_number = :dealNumber
            """;

    private static final String SELECT_LINES =
            """
            SELECT position, product, product_name, series, quantity, list_price, floor_price, unit_cost, discount, amount
              FROM quotation_line
             WHERE deal_number = :dealNumber AND version = :version
             ORDER BY position
            """;

    private static final String INSERT =
            """
            INSERT INTO quotation (deal_number, version, state, payment_days, delivery_date, valid_until, currency,
                                   list_total, total, cost, created_by, created_at)
            VALUES (:dealNumber, :version, :state, :paymentDays, :deliveryDate, :validUntil, :currency,
                    :listTotal, :total, :cost, :createdBy, :createdAt)
            """;

    private static final String INSERT_LINE =
            """
            INSERT INTO quotation_line (deal_number, version, position, product, product_name, series, quantity,
                                        list_price, floor_price, unit_cost, discount, amount)
            VALUES (:dealNumber, :version, :position, :product, :productName, :series, :quantity,
                    :listPrice, :floorPrice, :unitCost, :discount, :amount)
            """;

    /** The state before stands in the condition: who comes second changes nothing. */
    private static final String MOVE =
            """
            UPDATE quotation
               SET state = :state, approval_id = coalesce(:approvalId, approval_id),
                   decision_note = coalesce(:note, decision_note), row_version = row_version + 1
             WHERE deal_number = :dealNumber AND version = :version AND state = :before
            """;

    private static final String SUPERSEDE =
            """
            UPDATE quotation
               SET state = 'superseded', row_version = row_version + 1
             WHERE deal_number = :dealNumber AND version <> :keep AND state IN ('draft', 'approved', 'presented')
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    QuotationTable(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<Quotation> find(String dealNumber, long version) {
        return jdbc.sql(SELECT + " AND version = :version")
                .param("dealNumber", dealNumber)
                .param("version", version)
                .query(this::quotation)
                .optional();
    }

    Optional<Quotation> current(String dealNumber) {
        return jdbc.sql(SELECT + " ORDER BY version DESC LIMIT 1")
                .param("dealNumber", dealNumber)
                .query(this::quotation)
                .optional();
    }

    Optional<Quotation> accepted(String dealNumber) {
        return jdbc.sql(SELECT + " AND state = 'accepted'")
                .param("dealNumber", dealNumber)
                .query(this::quotation)
                .optional();
    }

    List<Quotation> all(String dealNumber) {
        return jdbc.sql(SELECT + " ORDER BY version")
                .param("dealNumber", dealNumber)
                .query(this::quotation)
                .list();
    }

    void insert(Quotation quotation) {
        jdbc.sql(INSERT)
                .param("dealNumber", quotation.dealNumber())
                .param("version", quotation.version())
                .param("state", quotation.state().code())
                .param("paymentDays", quotation.paymentDays())
                .param("deliveryDate", quotation.deliveryDate())
                .param("validUntil", quotation.validUntil())
                .param("currency", quotation.currency())
                .param("listTotal", quotation.listTotal())
                .param("total", quotation.total())
                .param("cost", quotation.cost())
                .param("createdBy", quotation.createdBy())
                .param("createdAt", quotation.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        batches.batchUpdate(
                INSERT_LINE,
                quotation.lines().stream()
                        .map(line -> new MapSqlParameterSource()
                                .addValue("dealNumber", quotation.dealNumber())
                                .addValue("version", quotation.version())
                                .addValue("position", line.position())
                                .addValue("product", line.product())
                                .addValue("productName", line.productName())
                                .addValue("series", line.series())
                                .addValue("quantity", line.quantity())
                                .addValue("listPrice", line.listPrice())
                                .addValue("floorPrice", line.floorPrice())
                                .addValue("unitCost", line.unitCost())
                                .addValue("discount", line.discount())
                                .addValue("amount", line.amount()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** @return false if the version was no longer in the state before */
    boolean move(Quotation before, Quotation.State state, @Nullable Long approvalId, @Nullable String decisionNote) {
        return jdbc.sql(MOVE)
                        .param("dealNumber", before.dealNumber())
                        .param("version", before.version())
                        .param("before", before.state().code())
                        .param("state", state.code())
                        .param("approvalId", approvalId, Types.BIGINT)
                        .param("note", decisionNote, Types.VARCHAR)
                        .update()
                == 1;
    }

    void noteWishes(Quotation quotation, @Nullable String wishes) {
        jdbc.sql("UPDATE quotation SET customer_note = :wishes WHERE deal_number = :dealNumber AND version = :version")
                .param("wishes", wishes, Types.VARCHAR)
                .param("dealNumber", quotation.dealNumber())
                .param("version", quotation.version())
                .update();
    }

    /** Takes every version that is still on its way out of play, except one; 0 keeps none. */
    void supersedeAllBut(String dealNumber, long keep) {
        jdbc.sql(SUPERSEDE).param("dealNumber", dealNumber).param("keep", keep).update();
    }

    private Quotation quotation(ResultSet row, int number) throws SQLException {
        String dealNumber = row.getString("deal_number");
        long version = row.getLong("version");
        return new Quotation(
                dealNumber,
                version,
                Quotation.State.of(row.getString("state")),
                row.getInt("payment_days"),
                row.getObject("delivery_date", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("currency"),
                row.getBigDecimal("list_total"),
                row.getBigDecimal("total"),
                row.getBigDecimal("cost"),
                jdbc.sql(SELECT_LINES)
                        .param("dealNumber", dealNumber)
                        .param("version", version)
                        .query(QuotationLine.class)
                        .list(),
                row.getObject("approval_id", Long.class),
                row.getString("decision_note"),
                row.getString("customer_note"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
