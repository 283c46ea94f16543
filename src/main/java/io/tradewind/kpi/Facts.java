package io.tradewind.kpi;

import io.tradewind.catalog.Product;
import io.tradewind.deal.DealForecast;
import io.tradewind.organization.Person;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes facts down, each once. */
@Repository
class Facts {

    private static final String RECORD =
            """
            INSERT INTO kpi_fact (
              cause, kind, business_date, document, parent, rep, team, region, customer_id, product, series, detail,
              amount, list_price, cost, currency, qualified_on, due_on, working_days, working_hours, score, minutes)
            VALUES (
              :cause, :kind, :on, :document, :parent, :rep, :team, :region, :customerId, :product, :series, :detail,
              :amount, :listPrice, :cost, :currency, :qualifiedOn, :dueOn, :workingDays, :workingHours, :score, :minutes)
            ON CONFLICT (cause) DO NOTHING
            """;

    private static final String CONVERTED =
            """
            INSERT INTO kpi_fact (
              cause, kind, business_date, document, rep, team, region, customer_id, product, series)
            SELECT 'deal-converted:' || document, 'deal-converted', business_date, document,
                   rep, team, region, customer_id, product, series
              FROM kpi_fact
             WHERE cause = 'deal-qualified:' || :deal
            ON CONFLICT (cause) DO NOTHING
            """;

    /**
     * The difference between what is booked of a deal and what is to be expected of it now, by whatever a figure asks
     * for; nothing where there is none. The deal is locked by whoever changed it, so that two do not count the same rows.
     */
    private static final String FORECAST =
            """
            INSERT INTO kpi_fact (
              cause, kind, business_date, document, rep, team, region, customer_id, product, series, detail, amount,
              currency, due_on)
            SELECT 'forecast-changed:' || :deal || ':'
                     || ((SELECT count(*) FROM kpi_fact WHERE document = :deal AND kind = 'forecast-changed')
                         + row_number() OVER (ORDER BY s.due_on, s.rep, s.product)),
                   'forecast-changed', :on, :deal, s.rep, s.team, s.region, s.customer_id, s.product, s.series, :stage,
                   sum(s.amount), s.currency, s.due_on
              FROM (SELECT rep, team, region, customer_id, product, series, currency, due_on, -amount AS amount
                      FROM kpi_fact WHERE document = :deal AND kind = 'forecast-changed'
                    UNION ALL
                    SELECT CAST(:rep AS text), CAST(:team AS text), CAST(:region AS text), CAST(:customerId AS bigint),
                           CAST(:product AS text), CAST(:series AS text), CAST(:currency AS text), CAST(:dueOn AS date),
                           CAST(:amount AS numeric)) s
             GROUP BY s.rep, s.team, s.region, s.customer_id, s.product, s.series, s.currency, s.due_on
            HAVING sum(s.amount) <> 0
             ORDER BY sum(s.amount), s.due_on, s.rep, s.product -- what is taken back is told before what takes its place
            """;

    private static final String DUE_ON =
            """
            SELECT due_on FROM kpi_fact WHERE cause = 'invoice-issued:' || :invoice
            """;

    private static final String REP_OF = """
            SELECT rep FROM kpi_fact WHERE cause = :cause
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final FactDimensions dimensions;

    Facts(JdbcClient jdbc, NamedParameterJdbcOperations batches, FactDimensions dimensions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.dimensions = dimensions;
    }

    /** Joins the step's transaction, so that the facts are kept exactly when the step is; without a step it refuses. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Fact... facts) {
        batches.batchUpdate(RECORD, Arrays.stream(facts).map(this::parameters).toArray(SqlParameterSource[]::new));
    }

    /** With their types: a batch in which a value is missing here and there would be parsed again for each row. */
    private SqlParameterSource parameters(Fact fact) {
        Optional<Person> rep = dimensions.rep(fact.rep());
        Optional<Product> product = dimensions.product(fact.product());
        return new MapSqlParameterSource()
                .addValue("cause", fact.cause(), Types.VARCHAR)
                .addValue("kind", fact.kind().code(), Types.VARCHAR)
                .addValue("on", fact.on(), Types.DATE)
                .addValue("document", fact.document(), Types.VARCHAR)
                .addValue("parent", fact.parent(), Types.VARCHAR)
                .addValue("rep", fact.rep(), Types.VARCHAR)
                .addValue(
                        "team",
                        fact.team() != null
                                ? fact.team()
                                : rep.map(Person::team).orElse(null),
                        Types.VARCHAR)
                .addValue(
                        "region",
                        fact.region() != null
                                ? fact.region()
                                : rep.map(Person::region).orElse(null),
                        Types.VARCHAR)
                .addValue("customerId", fact.customerId(), Types.BIGINT)
                .addValue("product", product.map(Product::code).orElse(fact.product()), Types.VARCHAR)
                .addValue("series", product.map(Product::series).orElse(null), Types.VARCHAR)
                .addValue("detail", fact.detail(), Types.VARCHAR)
                .addValue("amount", fact.amount(), Types.NUMERIC)
                .addValue("listPrice", fact.listPrice(), Types.NUMERIC)
                .addValue("cost", fact.cost(), Types.NUMERIC)
                .addValue("currency", fact.currency(), Types.VARCHAR)
                .addValue("qualifiedOn", fact.qualifiedOn(), Types.DATE)
                .addValue("dueOn", fact.dueOn(), Types.DATE)
                .addValue("workingDays", fact.workingDays(), Types.INTEGER)
                .addValue("workingHours", fact.workingHours(), Types.NUMERIC)
                .addValue("score", fact.score(), Types.INTEGER)
                .addValue("minutes", fact.minutes(), Types.INTEGER);
    }

    /** A qualified deal became a won one; without a qualification nothing was converted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordConversion(String deal) {
        jdbc.sql(CONVERTED).param("deal", deal).update();
    }

    /** What is to be expected of a deal from now on; the same again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordForecast(DealForecast now) {
        Optional<Person> rep = dimensions.rep(now.rep());
        Optional<Product> product = dimensions.product(now.product());
        batches.update(
                FORECAST,
                new MapSqlParameterSource()
                        .addValue("deal", now.dealNumber())
                        .addValue("on", now.on())
                        .addValue("stage", now.stage())
                        .addValue("rep", now.rep())
                        .addValue("team", rep.map(Person::team).orElse(null))
                        .addValue("region", rep.map(Person::region).orElse(null))
                        .addValue("customerId", now.customerId())
                        .addValue("product", product.map(Product::code).orElse(now.product()))
                        .addValue("series", product.map(Product::series).orElse(null))
                        .addValue("currency", now.currency())
                        .addValue("dueOn", now.closesOn())
                        .addValue("amount", now.weighted()));
    }

    /** When an invoice is due. */
    public Optional<LocalDate> dueOn(String invoice) {
        return jdbc.sql(DUE_ON).param("invoice", invoice).query(LocalDate.class).optional();
    }

    /** The rep of an earlier fact, for a later one that does not name them. */
    public Optional<String> repOf(FactKind kind, String document) {
        return jdbc.sql(REP_OF)
                .param("cause", kind.code() + ":" + document)
                .query(String.class)
                .optional();
    }
}
