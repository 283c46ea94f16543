package io.tradewind.kpi;

import io.tradewind.approval.ApprovalDecided;
import io.tradewind.approval.ApprovalRequested;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many approvals were decided by whom, of which kind and by which rule, and how long that took. An answer costs as much as there
 * are approvals in the period: medians of several people cannot be had from sums.
 */
@Repository
@Transactional
public class ApprovalTimes {

    private static final String RECORD =
            """
            INSERT INTO kpi_approval (approval_id, kind, outcome, decided_by, decided_on, rep, team, region,
                                      working_hours)
            VALUES (:id, :kind, :outcome, :by, :on, :rep, :team, :region, :hours)
            ON CONFLICT (approval_id) DO NOTHING
            """;

    private static final String RECORD_RULE =
            """
            INSERT INTO kpi_approval_rule (approval_id, rule, confidential) VALUES (:id, :rule, :confidential)
            ON CONFLICT (approval_id, rule) DO NOTHING
            """;

    /** How often each duration occurred: PostgreSQL would sort all approvals by the words of their rule for its medians. */
    private static final String READ =
            """
            SELECT %1$s AS key, working_hours, count(*) AS n, count(*) FILTER (WHERE outcome = 'approved') AS approved
              FROM %3$s
             WHERE %2$s
             GROUP BY key, working_hours
            """;

    private static final String DECIDED =
            """
            SELECT approval_id, kind, outcome, decided_by, decided_on, rep AS requester, working_hours
              FROM %3$s
             WHERE %1$s = :key AND %2$s
             ORDER BY decided_on DESC, approval_id DESC
             LIMIT :most
            """;

    private static final String APPROVALS = "kpi_approval";

    private static final String ALL_RULES = "kpi_approval_rule";

    /** That a rule which tells our cost was broken beside one that does not would tell as much. */
    private static final String RULES_WITHOUT_COST =
            """
            (SELECT approval_id, rule FROM kpi_approval_rule WHERE NOT confidential
              UNION ALL
             SELECT approval_id, '%s' FROM kpi_approval_rule GROUP BY approval_id HAVING bool_and(confidential))
            """
                    .formatted(ApprovalTimes.CONFIDENTIAL);

    /** Each approval once under each rule its reader may know. */
    private static final String APPROVALS_BY_RULE =
            """
            (SELECT a.*, coalesce(r.rule, '%s') AS rule
               FROM kpi_approval a LEFT JOIN %%s r USING (approval_id)) told
            """
                    .formatted(ApprovalTimes.NOT_RECORDED);

    /** Stands for the rules of approvals from before we kept them. */
    public static final String NOT_RECORDED = "Not recorded";

    /** Stands for all rules that may tell what we pay, where no other stands beside them. */
    public static final String CONFIDENTIAL = "A rule of the price tables";

    /** So many are one list. */
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;
    private final FactDimensions dimensions;

    ApprovalTimes(JdbcClient jdbc, FactDimensions dimensions) {
        this.jdbc = jdbc;
        this.dimensions = dimensions;
    }

    /** What approvals are told by. */
    public enum By {
        DECIDER("decided_by"),
        KIND("kind"),
        /** An approval counts under each of its rules. */
        RULE("rule");

        private final String column;

        By(String column) {
            this.column = column;
        }

        /** As addresses name it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Decided approvals of one decider, kind or rule.
     *
     * @param key user id, kind or the words of the rule; null for all together
     * @param median in working hours, from request to last decision
     * @param p90 that nine in ten do not exceed
     */
    public record Row(@Nullable String key, long n, long approved, BigDecimal median, BigDecimal p90) {}

    /**
     * A decided approval.
     *
     * @param requester user id; null where nobody we know asked
     */
    public record Decided(
            long approvalId,
            String kind,
            String outcome,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String requester,
            BigDecimal workingHours) {}

    void record(ApprovalRequested event) {
        event.rules().forEach(rule -> jdbc.sql(RECORD_RULE)
                .param("id", event.approvalId())
                .param("rule", rule.words())
                .param("confidential", rule.confidential())
                .update());
    }

    void record(ApprovalDecided event, @Nullable String requester, LocalDate on, BigDecimal hours) {
        jdbc.sql(RECORD)
                .param("id", event.approvalId())
                .param("kind", event.kind())
                .param("outcome", event.outcome())
                .param("by", event.lastApprover())
                .param("on", on)
                .param("rep", requester, Types.VARCHAR)
                .param("team", dimensions.rep(requester).map(Person::team).orElse(null), Types.VARCHAR)
                .param("region", dimensions.rep(requester).map(Person::region).orElse(null), Types.VARCHAR)
                .param("hours", hours)
                .update();
    }

    /**
     * By number, the total first. Empty where nothing was decided, and for one customer or product: an approval is told
     * by who asked for it.
     */
    @Transactional(readOnly = true)
    public List<Row> of(Selection selection, By by, Sight sight) {
        Map<String, Counted> parts = counted(by.column, source(by, sight), selection, sight);
        // under several rules, and all the same one approval
        Counted all = by == By.RULE
                ? counted("''", APPROVALS, selection, sight).values().stream()
                        .findFirst()
                        .orElseGet(Counted::new)
                : Counted.together(parts.values());
        if (all.n == 0) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(all.row(null)),
                        parts.entrySet().stream()
                                .map(part -> part.getValue().row(part.getKey()))
                                .sorted(Comparator.comparing(Row::n)
                                        .reversed()
                                        .thenComparing(row -> Objects.requireNonNull(row.key()))))
                .toList();
    }

    /** How many there were, and how long they took. */
    private static final class Counted {

        private final Map<BigDecimal, Long> times = new HashMap<>();
        private long n;
        private long approved;

        static Counted together(Collection<Counted> parts) {
            Counted all = new Counted();
            for (Counted part : parts) {
                part.times.forEach((hours, times) -> all.add(hours, times, 0));
                all.approved += part.approved;
            }
            return all;
        }

        void add(BigDecimal hours, long more, long moreApproved) {
            times.merge(hours, more, Long::sum);
            n += more;
            approved += moreApproved;
        }

        Row row(@Nullable String key) {
            Spread spread = new Spread();
            times.forEach(spread::add);
            return new Row(
                    key,
                    n,
                    approved,
                    Objects.requireNonNull(spread.quantile(0.5)),
                    Objects.requireNonNull(spread.quantile(0.9)));
        }
    }

    private Map<String, Counted> counted(String key, String source, Selection selection, Sight sight) {
        Map<String, Object> params = new HashMap<>();
        Map<String, Counted> counted = new HashMap<>();
        jdbc.sql(READ.formatted(key, condition(selection, sight, params), source))
                .params(params)
                .query(row -> {
                    counted.computeIfAbsent(row.getString(1), any -> new Counted())
                            .add(row.getBigDecimal(2), row.getLong(3), row.getLong(4));
                });
        return counted;
    }

    private static String source(By by, Sight sight) {
        return by != By.RULE ? APPROVALS : APPROVALS_BY_RULE.formatted(sight.costs() ? ALL_RULES : RULES_WITHOUT_COST);
    }

    /** Those of one decider, kind or rule, the last ones first. */
    @Transactional(readOnly = true)
    public List<Decided> decided(Selection selection, By by, String key, Sight sight) {
        Map<String, Object> params = new HashMap<>(Map.of("key", key, "most", MOST));
        return jdbc.sql(DECIDED.formatted(by.column, condition(selection, sight, params), source(by, sight)))
                .params(params)
                .query(Decided.class)
                .list();
    }

    private static String condition(Selection selection, Sight sight, Map<String, Object> params) {
        if (selection.only().containsKey(Dimension.CUSTOMER) || selection.only().containsKey(Dimension.PRODUCT)) {
            return "false";
        }
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (selection.from() != null) {
            conditions.add("decided_on >= :from");
            params.put("from", selection.from());
        }
        if (selection.to() != null) {
            conditions.add("decided_on <= :to");
            params.put("to", selection.to());
        }
        selection.only().forEach((dimension, key) -> hold(dimension, key, "", conditions, params));
        if (sight.dimension() != null && sight.key() != null) {
            hold(sight.dimension(), sight.key(), "Sight", conditions, params);
        }
        return String.join(" AND ", conditions);
    }

    private static void hold(
            Dimension dimension, String key, String suffix, List<String> conditions, Map<String, Object> params) {
        String column =
                switch (dimension) {
                    case REGION -> "region";
                    case TEAM -> "team";
                    case REP -> "rep";
                    case MONTH -> "to_char(decided_on, 'YYYY-MM')";
                    case CUSTOMER, PRODUCT -> throw new IllegalArgumentException("No approval has a " + dimension);
                };
        conditions.add("coalesce(" + column + ", '') = :only" + dimension.name() + suffix);
        params.put("only" + dimension.name() + suffix, key);
    }
}
