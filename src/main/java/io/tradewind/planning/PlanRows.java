package io.tradewind.planning;

import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans as the tables hold them. */
@Repository
class PlanRows {

    private static final String INSERT =
            """
            INSERT INTO target_plan (number, year, round, most_rounds, currency, basis, changes, first_month, reason,
                                     created_by, created_at)
            VALUES ('TP-' || :year || '-' || lpad(nextval('target_plan_number')::text, 6, '0'), :year, 1, :mostRounds,
                    :currency, :basis, :changes, :firstMonth, :reason, :by, :at)
            RETURNING number
            """;

    private static final String SELECT =
            """
            SELECT number, year, state, version, round, most_rounds, currency, basis, changes, first_month, reason,
                   approval_id, created_by, created_at, closed_by, closed_at, given_up_because, revision
              FROM target_plan
            """;

    private static final String SAVE_VALUE =
            """
            INSERT INTO target_value (plan, node, measure, amount) VALUES (:plan, :node, :measure, :amount)
            ON CONFLICT (plan, node, measure) DO UPDATE SET amount = excluded.amount
            """;

    private static final String SAVE_NODE =
            """
            INSERT INTO target_node (plan, node, parent, kind, customer_id, from_month, to_month, position)
            VALUES (:plan, :node, :parent, :kind, :customer, :from, :to, :position)
            """;

    private static final String SAVE_LEAF =
            """
            INSERT INTO target_leaf (plan, measure, region, team, rep, product, customer_id, month, amount)
            VALUES (:plan, :measure, :region, :team, :rep, :product, :customer, :month, :amount)
            """;

    private static final String COPY_NODES =
            """
            INSERT INTO target_node (plan, node, parent, kind, customer_id, from_month, to_month, position)
            SELECT :to, node, parent, kind, customer_id, from_month, to_month, position FROM target_node WHERE plan = :from
            """;

    private static final String COPY_VALUES =
            """
            INSERT INTO target_value (plan, node, measure, amount, proposed, why)
            SELECT :to, node, measure, amount, proposed, why FROM target_value WHERE plan = :from
            """;

    private static final String COPY_SEASONS =
            """
            INSERT INTO target_season (plan, month, weight) SELECT :to, month, weight FROM target_season WHERE plan = :from
            """;

    private static final String COPY_PRODUCTS =
            """
            INSERT INTO target_product (plan, node, product, share)
            SELECT :to, node, product, share FROM target_product WHERE plan = :from
            """;

    private static final String COPY_MONTHS =
            """
            INSERT INTO target_month (plan, node, measure, month, weight)
            SELECT :to, node, measure, month, weight FROM target_month WHERE plan = :from
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final People people;
    private final Customers customers;

    PlanRows(JdbcClient jdbc, NamedParameterJdbcOperations batches, People people, Customers customers) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.people = people;
        this.customers = customers;
    }

    String insert(
            int year,
            int mostRounds,
            String currency,
            String basis,
            @Nullable String changes,
            int firstMonth,
            @Nullable String reason,
            String by,
            Instant at) {
        return jdbc.sql(INSERT)
                .param("year", year)
                .param("mostRounds", mostRounds)
                .param("currency", currency)
                .param("basis", basis)
                .param("changes", changes)
                .param("firstMonth", firstMonth)
                .param("reason", reason)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .query(String.class)
                .single();
    }

    Optional<TargetPlan> find(String number) {
        return one(" WHERE number = :number", Map.of("number", number));
    }

    /** Nobody else changes it before this transaction ends. */
    TargetPlan locked(String number) {
        return one(" WHERE number = :number FOR UPDATE", Map.of("number", number))
                .orElseThrow(() -> new Refused("There is no plan " + number + "."));
    }

    Optional<TargetPlan> published(int year) {
        return one(" WHERE year = :year AND state = 'published' ORDER BY version DESC LIMIT 1", Map.of("year", year));
    }

    Optional<TargetPlan> open(int year) {
        return one(" WHERE year = :year AND state NOT IN ('published', 'withdrawn')", Map.of("year", year));
    }

    List<TargetPlan> all() {
        return jdbc.sql(SELECT + " ORDER BY year DESC, coalesce(version, 999999) DESC, created_at DESC LIMIT 500")
                .query((row, n) -> plan(row))
                .list();
    }

    private Optional<TargetPlan> one(String where, Map<String, ?> params) {
        return jdbc.sql(SELECT + where)
                .params(params)
                .query((row, n) -> plan(row))
                .optional();
    }

    private static TargetPlan plan(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new TargetPlan(
                row.getString("number"),
                row.getInt("year"),
                TargetPlan.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("version", Integer.class),
                row.getInt("round"),
                row.getInt("most_rounds"),
                row.getString("currency"),
                row.getString("basis"),
                row.getString("changes"),
                row.getInt("first_month"),
                row.getString("reason"),
                row.getObject("approval_id", Long.class),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("closed_by"),
                closed == null ? null : closed.toInstant(),
                row.getString("given_up_because"),
                row.getInt("revision"));
    }

    void touched(String number) {
        jdbc.sql("UPDATE target_plan SET revision = revision + 1 WHERE number = :number")
                .param("number", number)
                .update();
    }

    void state(String number, TargetPlan.State state) {
        jdbc.sql("UPDATE target_plan SET state = :state, revision = revision + 1 WHERE number = :number")
                .param("state", state.code())
                .param("number", number)
                .update();
    }

    void round(String number, int round) {
        jdbc.sql("UPDATE target_plan SET round = :round, revision = revision + 1 WHERE number = :number")
                .param("round", round)
                .param("number", number)
                .update();
    }

    void approval(String number, long approval) {
        jdbc.sql("UPDATE target_plan SET approval_id = :approval, revision = revision + 1 WHERE number = :number")
                .param("approval", approval)
                .param("number", number)
                .update();
    }

    void close(
            String number,
            TargetPlan.State state,
            @Nullable Integer version,
            @Nullable String why,
            String by,
            Instant at) {
        jdbc.sql("UPDATE target_plan SET state = :state, version = :version, closed_by = :by, closed_at = :at,"
                        + " given_up_because = :why, revision = revision + 1 WHERE number = :number")
                .param("state", state.code())
                .param("version", version)
                .param("why", why)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("number", number)
                .update();
    }

    Breakdown breakdown(String plan) {
        Map<String, Person> known = people.all().stream().collect(Collectors.toMap(Person::userId, person -> person));
        List<Row> rows = jdbc.sql("SELECT * FROM target_node WHERE plan = :plan ORDER BY position, node")
                .param("plan", plan)
                .query((row, n) -> new Row(
                        row.getString("node"),
                        row.getString("parent"),
                        NodeKind.ofCode(row.getString("kind")),
                        row.getObject("customer_id", Long.class),
                        row.getInt("from_month"),
                        row.getInt("to_month")))
                .list();
        Map<Long, String> customerNames = customers.names(
                rows.stream().map(Row::customer).filter(Objects::nonNull).toList());
        Map<@Nullable String, List<Row>> below = new LinkedHashMap<>();
        rows.forEach(row ->
                below.computeIfAbsent(row.parent(), key -> new ArrayList<>()).add(row));
        List<TargetNode> nodes = new ArrayList<>();
        collect(null, 0, below, known, customerNames, nodes);
        Map<String, Map<Measure, BigDecimal>> values = new HashMap<>();
        jdbc.sql("SELECT node, measure, amount FROM target_value WHERE plan = :plan")
                .param("plan", plan)
                .query(row -> {
                    Measure measure = Measure.ofCode(row.getString("measure")).orElseThrow();
                    values.computeIfAbsent(row.getString("node"), key -> new EnumMap<>(Measure.class))
                            .put(measure, row.getBigDecimal("amount").setScale(measure.decimals()));
                });
        List<BigDecimal> seasons = jdbc.sql("SELECT weight FROM target_season WHERE plan = :plan ORDER BY month")
                .param("plan", plan)
                .query(BigDecimal.class)
                .list();
        Map<String, Map<String, BigDecimal>> products = new HashMap<>();
        jdbc.sql("SELECT node, product, share FROM target_product WHERE plan = :plan ORDER BY node, product")
                .param("plan", plan)
                .query(row -> {
                    products.computeIfAbsent(row.getString("node"), key -> new LinkedHashMap<>())
                            .put(row.getString("product"), row.getBigDecimal("share"));
                });
        Map<String, Map<Measure, List<BigDecimal>>> months = new HashMap<>();
        jdbc.sql("SELECT node, measure, weight FROM target_month WHERE plan = :plan ORDER BY node, measure, month")
                .param("plan", plan)
                .query(row -> {
                    months.computeIfAbsent(row.getString("node"), key -> new EnumMap<>(Measure.class))
                            .computeIfAbsent(
                                    Measure.ofCode(row.getString("measure")).orElseThrow(), key -> new ArrayList<>())
                            .add(row.getBigDecimal("weight"));
                });
        return new Breakdown(nodes, values, seasons, products, months);
    }

    private record Row(
            String node, @Nullable String parent, NodeKind kind, @Nullable Long customer, int from, int to) {}

    private static void collect(
            @Nullable String parent,
            int depth,
            Map<@Nullable String, List<Row>> below,
            Map<String, Person> people,
            Map<Long, String> customers,
            List<TargetNode> nodes) {
        for (Row row : below.getOrDefault(parent, List.of())) {
            nodes.add(new TargetNode(
                    row.node(),
                    row.parent(),
                    row.kind(),
                    name(row, people, customers),
                    row.customer(),
                    row.from(),
                    row.to(),
                    depth));
            collect(row.node(), depth + 1, below, people, customers, nodes);
        }
    }

    private static String name(Row row, Map<String, Person> people, Map<Long, String> customers) {
        return switch (row.kind()) {
            case COMPANY -> "Company";
            case REGION -> "Region " + words(row.node().replaceFirst("^region-", ""));
            case TEAM ->
                people.values().stream()
                        .filter(person -> person.role().equals(Roles.SALES_MANAGER)
                                && row.node().equals(person.team())
                                && person.active())
                        .findFirst()
                        .map(manager -> "Team " + manager.name())
                        .orElse("Team " + words(row.node().replaceFirst("^team-", "")));
            case REP -> people.containsKey(row.node()) ? people.get(row.node()).name() : row.node();
            case POOL -> "Not given to anybody";
            case CUSTOMER -> customers.getOrDefault(Objects.requireNonNullElse(row.customer(), 0L), row.node());
        };
    }

    private static String words(String key) {
        return Arrays.stream(key.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    void copy(String from, String to) {
        for (String sql : List.of(COPY_NODES, COPY_VALUES, COPY_SEASONS, COPY_PRODUCTS, COPY_MONTHS)) {
            jdbc.sql(sql).param("from", from).param("to", to).update();
        }
    }

    void saveNodes(String plan, List<TargetNode> nodes, int firstPosition) {
        batch(
                SAVE_NODE,
                IntStream.range(0, nodes.size())
                        .mapToObj(i -> new MapSqlParameterSource("plan", plan)
                                .addValue("node", nodes.get(i).key())
                                .addValue("parent", nodes.get(i).parent())
                                .addValue("kind", nodes.get(i).kind().code())
                                .addValue("customer", nodes.get(i).customerId())
                                .addValue("from", nodes.get(i).fromMonth())
                                .addValue("to", nodes.get(i).toMonth())
                                .addValue("position", firstPosition + i))
                        .toList());
    }

    void saveValues(String plan, Breakdown breakdown) {
        batch(
                SAVE_VALUE,
                breakdown.nodes().stream()
                        .flatMap(node -> Arrays.stream(Measure.values())
                                .map(measure -> new MapSqlParameterSource("plan", plan)
                                        .addValue("node", node.key())
                                        .addValue("measure", measure.code())
                                        .addValue("amount", breakdown.value(node.key(), measure))))
                        .toList());
    }

    void saveProposed(String plan, List<TargetPlans.ProposedValue> values) {
        batch(
                "UPDATE target_value SET proposed = :amount, why = :why"
                        + " WHERE plan = :plan AND node = :node AND measure = :measure",
                values.stream()
                        .map(value -> new MapSqlParameterSource("plan", plan)
                                .addValue("node", value.node())
                                .addValue("measure", value.measure().code())
                                .addValue("amount", value.amount())
                                .addValue("why", value.why()))
                        .toList());
    }

    List<TargetPlans.ProposedValue> proposed(String plan) {
        return jdbc.sql("SELECT node, measure, proposed, why FROM target_value WHERE plan = :plan AND why IS NOT NULL")
                .param("plan", plan)
                .query((row, n) -> new TargetPlans.ProposedValue(
                        row.getString("node"),
                        Measure.ofCode(row.getString("measure")).orElseThrow(),
                        row.getBigDecimal("proposed"),
                        row.getString("why")))
                .list();
    }

    void saveEdits(String plan, List<TargetPlans.Edit> edits) {
        batch(
                "INSERT INTO target_edit (plan, node, measure, before, after, reason, changed_by, changed_at)"
                        + " VALUES (:plan, :node, :measure, :before, :after, :reason, :by, :at)",
                edits.stream()
                        .map(edit -> new MapSqlParameterSource("plan", plan)
                                .addValue("node", edit.node())
                                .addValue("measure", edit.measure().code())
                                .addValue("before", edit.before())
                                .addValue("after", edit.after())
                                .addValue("reason", edit.reason())
                                .addValue("by", edit.by())
                                .addValue("at", java.sql.Timestamp.from(edit.at())))
                        .toList());
    }

    List<TargetPlans.Edit> edits(String plan) {
        return jdbc.sql("SELECT * FROM target_edit WHERE plan = :plan ORDER BY id")
                .param("plan", plan)
                .query((row, n) -> {
                    Measure measure = Measure.ofCode(row.getString("measure")).orElseThrow();
                    return new TargetPlans.Edit(
                            row.getString("node"),
                            measure,
                            row.getBigDecimal("before").setScale(measure.decimals()),
                            row.getBigDecimal("after").setScale(measure.decimals()),
                            row.getString("reason"),
                            row.getString("changed_by"),
                            row.getTimestamp("changed_at").toInstant());
                })
                .list();
    }

    void saveSeasons(String plan, List<BigDecimal> weights) {
        batch(
                "INSERT INTO target_season (plan, month, weight) VALUES (:plan, :month, :weight)"
                        + " ON CONFLICT (plan, month) DO UPDATE SET weight = excluded.weight",
                IntStream.range(0, weights.size())
                        .mapToObj(i -> new MapSqlParameterSource("plan", plan)
                                .addValue("month", i + 1)
                                .addValue("weight", weights.get(i)))
                        .toList());
    }

    /** Twelve weights of a place that no longer follows the seasons. */
    void saveMonths(String plan, String node, Measure measure, List<BigDecimal> weights) {
        batch(
                "INSERT INTO target_month (plan, node, measure, month, weight)"
                        + " VALUES (:plan, :node, :measure, :month, :weight)"
                        + " ON CONFLICT (plan, node, measure, month) DO UPDATE SET weight = excluded.weight",
                IntStream.range(0, weights.size())
                        .mapToObj(i -> new MapSqlParameterSource("plan", plan)
                                .addValue("node", node)
                                .addValue("measure", measure.code())
                                .addValue("month", i + 1)
                                .addValue("weight", weights.get(i)))
                        .toList());
    }

    /** Every place follows the seasons again. */
    void forgetMonths(String plan) {
        jdbc.sql("DELETE FROM target_month WHERE plan = :plan")
                .param("plan", plan)
                .update();
    }

    void saveMix(String plan, String node, Map<String, BigDecimal> shares) {
        jdbc.sql("DELETE FROM target_product WHERE plan = :plan AND node = :node")
                .param("plan", plan)
                .param("node", node)
                .update();
        batch(
                "INSERT INTO target_product (plan, node, product, share) VALUES (:plan, :node, :product, :share)",
                shares.entrySet().stream()
                        .map(share -> new MapSqlParameterSource("plan", plan)
                                .addValue("node", node)
                                .addValue("product", share.getKey())
                                .addValue("share", share.getValue()))
                        .toList());
    }

    void months(String plan, String node, int from, int to) {
        jdbc.sql("UPDATE target_node SET from_month = :from, to_month = :to WHERE plan = :plan AND node = :node")
                .param("from", from)
                .param("to", to)
                .param("plan", plan)
                .param("node", node)
                .update();
    }

    void saveLeaves(String plan, List<Leaf> leaves) {
        batch(
                SAVE_LEAF,
                leaves.stream()
                        .map(leaf -> new MapSqlParameterSource("plan", plan)
                                .addValue("measure", leaf.measure().code())
                                .addValue("region", leaf.region())
                                .addValue("team", leaf.team())
                                .addValue("rep", leaf.rep())
                                .addValue("product", leaf.product())
                                .addValue("customer", leaf.customerId())
                                .addValue("month", leaf.month())
                                .addValue("amount", leaf.amount()))
                        .toList());
    }

    List<Leaf> leaves(String plan) {
        return jdbc.sql("SELECT * FROM target_leaf WHERE plan = :plan ORDER BY id")
                .param("plan", plan)
                .query((row, n) -> {
                    Measure measure = Measure.ofCode(row.getString("measure")).orElseThrow();
                    return new Leaf(
                            measure,
                            row.getString("region"),
                            row.getString("team"),
                            row.getString("rep"),
                            row.getString("product"),
                            row.getObject("customer_id", Long.class),
                            row.getObject("month", LocalDate.class),
                            row.getBigDecimal("amount").setScale(measure.decimals()));
                })
                .list();
    }

    private void batch(String sql, Collection<? extends SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
        }
    }
}
