package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Days;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCauseReviews implements CauseReviews {

    private static final String TABLE = "cause-repetition";

    /** Two complaints with one cause that are recorded in the same moment must not miss each other. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('cause-review:' || :category))";

    /** Cases that a finished review has looked at do not count again: what it decided must have a chance. */
    private static final String ALIKE =
            """
            SELECT c.id, c.product, c.customer_id
              FROM case_cause u JOIN service_case c ON c.id = u.case_id
             WHERE u.category = :category AND u.found_at >= :since AND c.id <> :id
               AND (c.customer_id = :customer OR c.product = :product)
               AND NOT EXISTS (SELECT 1 FROM cause_review_case rc JOIN cause_review r ON r.id = rc.review_id
                                WHERE rc.case_id = c.id AND r.closed_at IS NOT NULL)
             ORDER BY c.id
            """;

    private static final String OPEN_REVIEW =
            """
            SELECT r.id FROM cause_review r
             WHERE r.closed_at IS NULL AND r.category = :category
               AND EXISTS (SELECT 1 FROM cause_review_case rc WHERE rc.review_id = r.id AND rc.case_id IN (:ids))
             ORDER BY r.id LIMIT 1
            """;

    private static final String INSERT =
            """
            INSERT INTO cause_review (number, category, product, customer_id, opened_at)
            VALUES ('SR-' || :year || '-' || lpad(nextval('cause_review_number')::text, 6, '0'), :category, :product,
                    :customer, :at)
            RETURNING id
            """;

    private static final String CLOSE =
            """
            UPDATE cause_review
               SET finding = :finding, measure = :measure, owner = :owner, due_on = :dueOn, closed_by = :by, closed_at = :at
             WHERE number = :number AND closed_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final ServiceCases cases;
    private final Complaints complaints;
    private final People people;
    private final DecisionTables tables;
    private final Acting acting;
    private final Clock clock;
    private final WorkingTime workingTime;

    JdbcCauseReviews(
            JdbcClient jdbc,
            ServiceCases cases,
            Complaints complaints,
            People people,
            DecisionTables tables,
            Acting acting,
            Clock clock,
            WorkingTime workingTime) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.complaints = complaints;
        this.people = people;
        this.tables = tables;
        this.acting = acting;
        this.clock = clock;
        this.workingTime = workingTime;
    }

    private record Alike(long id, @Nullable String product, long customerId) {}

    @Override
    public Optional<String> check(String caseNumber) {
        ServiceCase about = cases.get(caseNumber);
        Complaints.Cause cause = complaints.record(caseNumber).cause();
        if (cause == null || !ofCase(caseNumber).isEmpty()) {
            return Optional.empty();
        }
        jdbc.sql(ONE_AT_A_TIME)
                .param("category", cause.category())
                .query((row, n) -> 1)
                .list();
        Map<String, Object> rule = tables.first(TABLE, Map.of("causeCategory", cause.category()))
                .orElseThrow(() -> new IllegalStateException("No row of " + TABLE + " matches"));
        int needed = ((Number) rule.get("complaints")).intValue();
        Instant since = clock.instant().minus(Duration.ofDays(((Number) rule.get("days")).longValue()));
        List<Alike> alike = alike(about, cause.category(), since);
        if (alike.size() + 1 < needed || alike.isEmpty()) {
            return Optional.empty();
        }
        List<Long> ids = new ArrayList<>(alike.stream().map(Alike::id).toList());
        Optional<Long> open = jdbc.sql(OPEN_REVIEW)
                .param("category", cause.category())
                .param("ids", ids)
                .query(Long.class)
                .optional();
        ids.add(about.id());
        if (open.isPresent()) {
            attach(open.get(), ids);
            return Optional.empty();
        }
        long review = jdbc.sql(INSERT)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("category", cause.category())
                .param("product", sameProduct(about, alike) ? about.product() : null, Types.VARCHAR)
                .param("customer", sameCustomer(about, alike) ? about.customerId() : null, Types.BIGINT)
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        attach(review, ids);
        return jdbc.sql("SELECT number FROM cause_review WHERE id = :id")
                .param("id", review)
                .query(String.class)
                .optional();
    }

    private List<Alike> alike(ServiceCase about, String category, Instant since) {
        return jdbc.sql(ALIKE)
                .param("category", category)
                .param("since", Timestamp.from(since))
                .param("id", about.id())
                .param("customer", about.customerId())
                .param("product", about.product(), Types.VARCHAR)
                .query(Alike.class)
                .list();
    }

    private static boolean sameProduct(ServiceCase about, List<Alike> alike) {
        return about.product() != null
                && alike.stream().allMatch(it -> about.product().equals(it.product()));
    }

    private static boolean sameCustomer(ServiceCase about, List<Alike> alike) {
        return alike.stream().allMatch(it -> it.customerId() == about.customerId());
    }

    private void attach(long review, List<Long> caseIds) {
        caseIds.forEach(id -> jdbc.sql(
                        """
                        INSERT INTO cause_review_case (review_id, case_id, attached_at) VALUES (:review, :case, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("review", review)
                .param("case", id)
                .param("at", Timestamp.from(clock.instant()))
                .update());
    }

    @Override
    public CauseReview get(String number) {
        return jdbc.sql("SELECT * FROM cause_review WHERE number = :number")
                .param("number", number)
                .query((row, n) -> review(row))
                .optional()
                .orElseThrow(() -> new Refused("reviewNumber", "There is no review " + number + "."));
    }

    @Override
    public List<CauseReview> ofCase(String caseNumber) {
        return jdbc
                .sql(
                        """
                        SELECT r.number FROM cause_review r JOIN cause_review_case rc ON rc.review_id = r.id
                          JOIN service_case c ON c.id = rc.case_id
                         WHERE c.number = :number ORDER BY r.id
                        """)
                .param("number", caseNumber)
                .query(String.class)
                .list()
                .stream()
                .map(this::get)
                .toList();
    }

    private CauseReview review(java.sql.ResultSet row) throws java.sql.SQLException {
        Date dueOn = row.getDate("due_on");
        Timestamp closedAt = row.getTimestamp("closed_at");
        long id = row.getLong("id");
        return new CauseReview(
                row.getString("number"),
                row.getString("category"),
                row.getString("product"),
                row.getObject("customer_id", Long.class),
                jdbc.sql(
                                """
                                SELECT c.number FROM cause_review_case rc JOIN service_case c ON c.id = rc.case_id
                                 WHERE rc.review_id = :id ORDER BY c.id
                                """)
                        .param("id", id)
                        .query(String.class)
                        .list(),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("finding"),
                row.getString("measure"),
                row.getString("owner"),
                dueOn == null ? null : dueOn.toLocalDate(),
                closedAt == null ? null : closedAt.toInstant());
    }

    @Override
    public void close(String number, String finding, String measure, String owner, LocalDate dueOn) {
        String found = CaseCheck.needed("finding", finding, 2000, "Say what the cases have in common.");
        String done = CaseCheck.needed("measure", measure, 2000, "Say what will be done about the cause.");
        if (people.find(owner).filter(Person::active).isEmpty()) {
            throw new Refused("measureOwner", "Choose who sees to it.");
        }
        Days.checkAhead("measureDueOn", "Until when", dueOn, workingTime.today());
        jdbc.sql(CLOSE)
                .param("finding", found)
                .param("measure", done)
                .param("owner", owner)
                .param("dueOn", dueOn)
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .param("number", number)
                .update();
    }
}
