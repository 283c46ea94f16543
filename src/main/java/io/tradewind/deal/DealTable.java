package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables deal and deal_stage_entry. */
@Repository
class DealTable {

    private static final String SELECT =
            """
            SELECT number, lead_number, external_id, customer_id, product, rep, stage, expected_value, currency,
                   opened_on, qualified_on, closed_on, needs, quantity, budget, decision_on, next_visit_on,
                   agreed_price, list_price, cost, lost_reason, competitor, close_note, forecast, version
              FROM deal
            """;

    private static final String INSERT =
            """
            INSERT INTO deal (number, lead_number, external_id, customer_id, product, rep, stage, expected_value, currency,
                              opened_on, qualified_on, closed_on, needs, quantity, budget, decision_on, next_visit_on,
                              agreed_price, list_price, cost, lost_reason, competitor, close_note, forecast, moved_on)
            VALUES (:number, :leadNumber, :externalId, :customerId, :product, :rep, :stage, :expectedValue, :currency,
                    :openedOn, :qualifiedOn, :closedOn, :needs, :quantity, :budget, :decisionOn, :nextVisitOn,
                    :agreedPrice, :listPrice, :cost, :lostReason, :competitor, :closeNote, :forecast, :openedOn)
            """;

    private static final String UPDATE =
            """
            UPDATE deal
               SET customer_id = :customerId, product = :product, rep = :rep, stage = :stage,
                   expected_value = :expectedValue, currency = :currency, closed_on = :closedOn, needs = :needs,
                   quantity = :quantity, budget = :budget, decision_on = :decisionOn, next_visit_on = :nextVisitOn,
                   agreed_price = :agreedPrice, list_price = :listPrice, cost = :cost, lost_reason = :lostReason,
                   competitor = :competitor, close_note = :closeNote, forecast = :forecast, version = version + 1
             WHERE number = :number AND version = :version
            """;

    private static final String STAGE_ENTRY =
            "INSERT INTO deal_stage_entry (deal_number, stage, entered_at) VALUES (:number, :stage, :at)";

    /** The year is the business year; the running number never starts again, so that it alone is unique. */
    private static final String NUMBERS =
            """
            SELECT format('D-%s-%s', :year::int, lpad(nextval('deal_number')::text, 6, '0'))
              FROM generate_series(1, :count)
            """;

    /** The weighing by probability is the caller's; deals are counted where they stand. */
    private static final String FUNNEL =
            """
            SELECT stage, currency, count(*) AS deals, sum(expected_value) AS expected_value
              FROM deal
             WHERE stage NOT IN ('won', 'lost') AND (:everybody OR rep = ANY(:reps))
             GROUP BY stage, currency
            """;

    private static final String UNTOLD =
            """
            %s
             WHERE stage NOT IN ('won', 'lost')
               AND forecast IS DISTINCT FROM round(expected_value * coalesce(
                     (SELECT p.probability FROM unnest(:stages::text[], :probabilities::numeric[]) AS p (stage, probability)
                       WHERE p.stage = deal.stage), 0), 2)
             ORDER BY number LIMIT :limit
               FOR UPDATE SKIP LOCKED
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Clock clock;
    private final WorkingTime workingTime;

    DealTable(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock, WorkingTime workingTime) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.workingTime = workingTime;
    }

    /**
     * A deal with the version of its row, for a change.
     *
     * @param forecast what was told of it last; null if nothing was
     */
    record Row(Deal deal, @Nullable BigDecimal forecast, int version) {}

    /** Deals of one stage and currency. */
    record Heap(String stage, String currency, long deals, BigDecimal expectedValue) {}

    List<String> nextNumbers(int year, int count) {
        return jdbc.sql(NUMBERS)
                .param("year", year)
                .param("count", count)
                .query(String.class)
                .list();
    }

    Optional<Row> find(String number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number)
                .query(DealTable::row)
                .optional();
    }

    /** As {@link #find}, and nobody else changes the deal until the transaction ends. */
    Optional<Row> lock(String number) {
        return jdbc.sql(SELECT + " WHERE number = :number FOR UPDATE")
                .param("number", number)
                .query(DealTable::row)
                .optional();
    }

    Optional<Deal> findByLead(String leadNumber) {
        return jdbc.sql(SELECT + " WHERE lead_number = :leadNumber")
                .param("leadNumber", leadNumber)
                .query(DealTable::deal)
                .optional();
    }

    /** Deal number by external id, of those that are known. */
    Map<String, String> known(Collection<String> externalIds) {
        Map<String, String> numbers = new HashMap<>();
        jdbc.sql("SELECT external_id, number FROM deal WHERE external_id = ANY(:ids)")
                .param("ids", externalIds.toArray(String[]::new))
                .query((ResultSet row) -> {
                    numbers.put(row.getString("external_id"), row.getString("number"));
                });
        return numbers;
    }

    List<Deal> ofCustomer(long customerId) {
        return jdbc.sql(SELECT + " WHERE customer_id = :customerId ORDER BY opened_on DESC, number DESC")
                .param("customerId", customerId)
                .query(DealTable::deal)
                .list();
    }

    List<Sale> salesTo(Collection<Long> customerIds) {
        return jdbc.sql(
                        """
                        SELECT customer_id, number, closed_on, product, rep
                          FROM deal WHERE customer_id = ANY(:ids) AND stage = 'won'
                        """)
                .param("ids", customerIds.toArray(Long[]::new))
                .query((row, number) -> new Sale(
                        row.getLong("customer_id"),
                        row.getString("number"),
                        row.getObject("closed_on", LocalDate.class),
                        row.getString("product"),
                        row.getString("rep")))
                .list();
    }

    Set<Long> inTalks(Collection<Long> customerIds) {
        return new HashSet<>(jdbc.sql(
                        "SELECT DISTINCT customer_id FROM deal WHERE customer_id = ANY(:ids) AND stage NOT IN ('won', 'lost')")
                .param("ids", customerIds.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    List<Deal> openOfCustomer(long customerId) {
        return jdbc.sql(SELECT + " WHERE customer_id = :customerId AND stage NOT IN ('won', 'lost') ORDER BY number")
                .param("customerId", customerId)
                .query(DealTable::deal)
                .list();
    }

    /** Open deals, oldest first; null means everybody's. */
    List<Deal> open(@Nullable Collection<String> reps) {
        return jdbc.sql(
                        SELECT
                                + " WHERE stage NOT IN ('won', 'lost') AND (:everybody OR rep = ANY(:reps)) ORDER BY opened_on, number")
                .param("everybody", reps == null)
                .param("reps", reps == null ? new String[0] : reps.toArray(String[]::new))
                .query(DealTable::deal)
                .list();
    }

    List<Heap> funnel(@Nullable Collection<String> reps) {
        return jdbc.sql(FUNNEL)
                .param("everybody", reps == null)
                .param("reps", reps == null ? new String[0] : reps.toArray(String[]::new))
                .query(Heap.class)
                .list();
    }

    /** Open deals whose weighted value is not what was told last, locked; those that others hold are left out. */
    List<Row> untold(Map<Stage, BigDecimal> probabilities, int limit) {
        return jdbc.sql(UNTOLD.formatted(SELECT))
                .param(
                        "stages",
                        probabilities.keySet().stream().map(Stage::code).toArray(String[]::new))
                .param("probabilities", probabilities.values().toArray(BigDecimal[]::new))
                .param("limit", limit)
                .query(DealTable::row)
                .list();
    }

    void told(String number, BigDecimal forecast) {
        jdbc.sql("UPDATE deal SET forecast = :forecast WHERE number = :number")
                .param("forecast", forecast)
                .param("number", number)
                .update();
    }

    /** @param forecast what is told of each */
    void insert(List<Deal> deals, Function<Deal, BigDecimal> forecast) {
        batches.batchUpdate(
                INSERT,
                deals.stream()
                        .map(deal -> parameters(deal, forecast.apply(deal), 0))
                        .toArray(MapSqlParameterSource[]::new));
        batches.batchUpdate(
                STAGE_ENTRY,
                deals.stream()
                        .map(deal -> stageEntry(deal.number(), deal.stage()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** @throws OptimisticLockingFailureException if somebody else changed the deal since it was read */
    void update(Deal deal, BigDecimal forecast, Row before) {
        if (batches.update(UPDATE, parameters(deal, forecast, before.version())) == 0) {
            throw new OptimisticLockingFailureException("Deal " + deal.number() + " was changed meanwhile");
        }
        if (deal.stage() != before.deal().stage()) {
            batches.update(STAGE_ENTRY, stageEntry(deal.number(), deal.stage()));
            moved(deal.number());
        }
    }

    /** Today something happened that brings the deal on. */
    void moved(String number) {
        jdbc.sql("UPDATE deal SET moved_on = greatest(moved_on, :today) WHERE number = :number")
                .param("today", workingTime.today())
                .param("number", number)
                .update();
    }

    private MapSqlParameterSource stageEntry(String number, Stage stage) {
        return new MapSqlParameterSource()
                .addValue("number", number)
                .addValue("stage", stage.code())
                .addValue("at", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static MapSqlParameterSource parameters(Deal deal, BigDecimal forecast, int version) {
        return new MapSqlParameterSource()
                .addValue("number", deal.number())
                .addValue("leadNumber", deal.leadNumber())
                .addValue("externalId", deal.externalId())
                .addValue("customerId", deal.customerId())
                .addValue("product", deal.product())
                .addValue("rep", deal.rep())
                .addValue("stage", deal.stage().code())
                .addValue("expectedValue", deal.expectedValue())
                .addValue("currency", deal.currency())
                .addValue("openedOn", deal.openedOn())
                .addValue("qualifiedOn", deal.qualifiedOn())
                .addValue("closedOn", deal.closedOn())
                .addValue("needs", deal.needs())
                .addValue("quantity", deal.quantity())
                .addValue("budget", deal.budget())
                .addValue("decisionOn", deal.decisionOn())
                .addValue("nextVisitOn", deal.nextVisitOn())
                .addValue("agreedPrice", deal.agreedPrice())
                .addValue("listPrice", deal.listPrice())
                .addValue("cost", deal.cost())
                .addValue("lostReason", deal.lostReason())
                .addValue("competitor", deal.competitor())
                .addValue("closeNote", deal.closeNote())
                .addValue("forecast", forecast)
                .addValue("version", version);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(deal(row, number), row.getBigDecimal("forecast"), row.getInt("version"));
    }

    private static Deal deal(ResultSet row, int number) throws SQLException {
        return new Deal(
                row.getString("number"),
                row.getString("lead_number"),
                row.getString("external_id"),
                row.getObject("customer_id", Long.class),
                row.getString("product"),
                row.getString("rep"),
                Stage.of(row.getString("stage")),
                row.getBigDecimal("expected_value"),
                row.getString("currency"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("qualified_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                row.getString("needs"),
                row.getObject("quantity", Integer.class),
                row.getBigDecimal("budget"),
                row.getObject("decision_on", LocalDate.class),
                row.getObject("next_visit_on", LocalDate.class),
                row.getBigDecimal("agreed_price"),
                row.getBigDecimal("list_price"),
                row.getBigDecimal("cost"),
                row.getString("lost_reason"),
                row.getString("competitor"),
                row.getString("close_note"));
    }
}
