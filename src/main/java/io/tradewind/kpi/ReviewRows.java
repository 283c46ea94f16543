package io.tradewind.kpi;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reviews of performance, their scorecards and what was said, as rows. */
@Component
class ReviewRows {

    /** Of two that open the same month at the same time, one does. */
    private static final String OPEN =
            """
            INSERT INTO performance_review (number, rep, period, reviewer, opened_by, opened_at)
            SELECT 'PR-' || :year || '-' || lpad(nextval('performance_review_number')::text, 6, '0'),
                   :rep, :period, :reviewer, :by, :now
             WHERE NOT EXISTS (SELECT 1 FROM performance_review WHERE rep = :rep AND period = :period)
            ON CONFLICT (rep, period) DO NOTHING
            RETURNING *
            """;

    private static final String KEEP_CARD =
            """
            INSERT INTO scorecard (review, revision, weights_version, score, computed_at)
            SELECT :review, 1 + coalesce(max(revision), 0), :version, :score, :at FROM scorecard WHERE review = :review
            RETURNING revision
            """;

    private static final String KEEP_COMPONENT =
            """
            INSERT INTO scorecard_component (review, revision, position, figure, title, formula, unit, lower_is_better,
                                             weight, goal, floor, cap, value, attainment, counted_weight, points, facts)
            VALUES (:review, :revision, :position, :figure, :title, :formula, :unit, :lower, :weight, :goal, :floor, :cap,
                    :value, :attainment, :counted, :points, :facts)
            """;

    private static final String LAST_CARDS =
            """
            SELECT DISTINCT ON (review) review, revision, weights_version, score, computed_at
              FROM scorecard WHERE review = ANY(:reviews)
             ORDER BY review, revision DESC
            """;

    private static final String EARLIER =
            """
            SELECT review, score, computed_at
              FROM (SELECT review, revision, score, computed_at, max(revision) OVER (PARTITION BY review) AS last
                      FROM scorecard WHERE review = ANY(:reviews)) c
             WHERE revision < last
             ORDER BY review, revision
            """;

    private static final String COMPONENTS =
            """
            SELECT c.*
              FROM scorecard_component c
              JOIN (SELECT review, max(revision) AS revision FROM scorecard WHERE review = ANY(:reviews) GROUP BY review) l
                ON l.review = c.review AND l.revision = c.revision
             ORDER BY c.review, c.position
            """;

    private static final String ENTRIES =
            "SELECT * FROM performance_review_entry WHERE review = ANY(:reviews) ORDER BY id";

    private static final String SAY =
            """
            INSERT INTO performance_review_entry (review, kind, about, mark, day, words, said_by, said_at)
            VALUES (:review, :kind, :about, :mark, :day, :words, :by, :at)
            """;

    private static final String CLOSE =
            """
            UPDATE performance_review SET closed_at = :now, ended = :ended, outcome = :outcome
             WHERE number = :number AND closed_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty if the month was opened before. */
    Optional<PerformanceReview> open(String rep, YearMonth period, String reviewer, String by, int year) {
        return jdbc.sql(OPEN)
                .param("year", String.valueOf(year))
                .param("rep", rep)
                .param("period", period.atDay(1))
                .param("reviewer", reviewer)
                .param("by", by)
                .param("now", now())
                .query(ReviewRows::review)
                .optional();
    }

    Optional<PerformanceReview> find(String number) {
        return jdbc.sql("SELECT * FROM performance_review WHERE number = :number")
                .param("number", number)
                .query(ReviewRows::review)
                .optional();
    }

    /** Those that were opened, by person. */
    Map<String, PerformanceReview.Record> of(Collection<String> reps, YearMonth period) {
        List<PerformanceReview> reviews = jdbc.sql(
                        "SELECT * FROM performance_review WHERE rep = ANY(:reps) AND period = :period")
                .param("reps", reps.toArray(String[]::new))
                .param("period", period.atDay(1))
                .query(ReviewRows::review)
                .list();
        String[] numbers = reviews.stream().map(PerformanceReview::number).toArray(String[]::new);
        Map<String, Scorecard> cards = cards(numbers);
        Map<String, List<PerformanceReview.Earlier>> earlier = earlier(numbers);
        Map<String, List<PerformanceReview.Entry>> entries = entries(numbers);
        Map<String, PerformanceReview.Record> records = new HashMap<>();
        for (PerformanceReview review : reviews) {
            records.put(
                    review.rep(),
                    new PerformanceReview.Record(
                            review,
                            cards.get(review.number()),
                            earlier.getOrDefault(review.number(), List.of()),
                            entries.getOrDefault(review.number(), List.of())));
        }
        return records;
    }

    /** The newest that was kept. */
    Optional<Scorecard> card(String number) {
        return Optional.ofNullable(cards(number).get(number));
    }

    /** As the newest; those before stay. */
    void keep(String number, Scorecard card) {
        int revision = jdbc.sql(KEEP_CARD)
                .param("review", number)
                .param("version", card.weightsVersion())
                .param("score", card.score(), Types.NUMERIC)
                .param("at", Timestamp.from(card.computedAt()))
                .query(Integer.class)
                .single();
        int position = 0;
        for (Scorecard.Component component : card.components()) {
            jdbc.sql(KEEP_COMPONENT)
                    .param("review", number)
                    .param("revision", revision)
                    .param("position", ++position)
                    .param("figure", component.figure())
                    .param("title", component.title())
                    .param("formula", component.formula())
                    .param("unit", component.unit())
                    .param("lower", component.lowerIsBetter())
                    .param("weight", component.weight())
                    .param("goal", component.goal())
                    .param("floor", component.floor())
                    .param("cap", component.cap())
                    .param("value", component.value(), Types.NUMERIC)
                    .param("attainment", component.attainment(), Types.NUMERIC)
                    .param("counted", component.countedWeight(), Types.NUMERIC)
                    .param("points", component.points(), Types.NUMERIC)
                    .param("facts", component.facts())
                    .update();
        }
    }

    /** What was said, oldest first. */
    List<PerformanceReview.Entry> entries(String number) {
        return entries(new String[] {number}).getOrDefault(number, List.of());
    }

    /** Nothing that was said is ever changed. */
    void say(
            String number,
            String kind,
            @Nullable String about,
            @Nullable Integer mark,
            @Nullable LocalDate day,
            String words,
            @Nullable String by) {
        jdbc.sql(SAY)
                .param("review", number)
                .param("kind", kind)
                .param("about", about, Types.VARCHAR)
                .param("mark", mark, Types.INTEGER)
                .param("day", day, Types.DATE)
                .param("words", words)
                .param("by", by, Types.VARCHAR)
                .param("at", now())
                .update();
    }

    void assign(String number, String reviewer) {
        jdbc.sql("UPDATE performance_review SET reviewer = :reviewer WHERE number = :number")
                .param("reviewer", reviewer)
                .param("number", number)
                .update();
    }

    /** Once; what is closed already stays as it is. */
    void close(String number, String ended, @Nullable String outcome) {
        jdbc.sql(CLOSE)
                .param("number", number)
                .param("now", now())
                .param("ended", ended)
                .param("outcome", outcome, Types.VARCHAR)
                .update();
    }

    private Map<String, Scorecard> cards(String... numbers) {
        Map<String, List<Scorecard.Component>> components = new HashMap<>();
        jdbc.sql(COMPONENTS).param("reviews", numbers).query(row -> {
            components
                    .computeIfAbsent(row.getString("review"), review -> new ArrayList<>())
                    .add(component(row));
        });
        Map<String, Scorecard> cards = new HashMap<>();
        jdbc.sql(LAST_CARDS).param("reviews", numbers).query(row -> {
            String review = row.getString("review");
            cards.put(
                    review,
                    new Scorecard(
                            row.getInt("weights_version"),
                            row.getBigDecimal("score"),
                            row.getTimestamp("computed_at").toInstant(),
                            components.getOrDefault(review, List.of())));
        });
        return cards;
    }

    private Map<String, List<PerformanceReview.Earlier>> earlier(String... numbers) {
        Map<String, List<PerformanceReview.Earlier>> earlier = new HashMap<>();
        jdbc.sql(EARLIER).param("reviews", numbers).query(row -> {
            earlier.computeIfAbsent(row.getString("review"), review -> new ArrayList<>())
                    .add(new PerformanceReview.Earlier(
                            row.getBigDecimal("score"),
                            row.getTimestamp("computed_at").toInstant()));
        });
        return earlier;
    }

    private Map<String, List<PerformanceReview.Entry>> entries(String[] numbers) {
        Map<String, List<PerformanceReview.Entry>> entries = new HashMap<>();
        jdbc.sql(ENTRIES).param("reviews", numbers).query(row -> {
            entries.computeIfAbsent(row.getString("review"), review -> new ArrayList<>())
                    .add(new PerformanceReview.Entry(
                            row.getString("kind"),
                            row.getString("about"),
                            row.getObject("mark", Integer.class),
                            row.getObject("day", LocalDate.class),
                            row.getString("words"),
                            row.getString("said_by"),
                            row.getTimestamp("said_at").toInstant()));
        });
        return entries;
    }

    private static Scorecard.Component component(ResultSet row) throws SQLException {
        return new Scorecard.Component(
                row.getString("figure"),
                row.getString("title"),
                row.getString("formula"),
                row.getString("unit"),
                row.getBoolean("lower_is_better"),
                row.getBigDecimal("weight"),
                row.getBigDecimal("goal"),
                row.getBigDecimal("floor"),
                row.getBigDecimal("cap"),
                decimal(row, "value"),
                decimal(row, "attainment"),
                decimal(row, "counted_weight"),
                decimal(row, "points"),
                row.getLong("facts"));
    }

    private static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }

    private static PerformanceReview review(ResultSet row, int number) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        Instant closedAt = closed == null ? null : closed.toInstant();
        return new PerformanceReview(
                row.getString("number"),
                row.getString("rep"),
                YearMonth.from(row.getObject("period", LocalDate.class)),
                row.getString("reviewer"),
                row.getString("opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                closedAt,
                row.getString("ended"),
                row.getString("outcome"));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
