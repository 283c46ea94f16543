package io.tradewind.engine.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Who decided, gave, booked or changed what, and when. Most entries are written by the database when a watched row changes
 * (migrations, {@code audit_watch}); {@link #note} is for what has no row.
 */
@Component
public class AuditTrail {

    private static final String NOTE =
            """
            INSERT INTO audit_entry (kind, act, person, document, facts)
            VALUES (:kind, 'noted', :person, :document,
                    jsonb_object(string_to_array(:names, E'\\n'), string_to_array(:values, E'\\n')))
            """;

    private static final String MATCHING =
            """
            SELECT id, written_at, transaction, written_by, kind, act, source, row_key, person, document, facts::text, seq, sha256
              FROM audit_entry
             WHERE (CAST(:kind AS text) IS NULL OR kind = :kind)
               AND (CAST(:person AS text) IS NULL OR person = :person)
               AND (CAST(:document AS text) IS NULL OR document = :document
                    OR starts_with(document, :document || '/') OR starts_with(document, :document || ' ')
                    OR row_key = :document)
               AND (CAST(:from AS timestamptz) IS NULL OR written_at >= :from)
               AND (CAST(:to AS timestamptz) IS NULL OR written_at < :to)
            """;

    private static final String OLDER =
            MATCHING + " AND (CAST(:than AS bigint) IS NULL OR id < :than) ORDER BY id DESC LIMIT :most";

    private static final String NEWER = MATCHING + " AND id > :than ORDER BY id LIMIT :most";

    private static final String STATE =
            """
            SELECT coalesce((SELECT max(seq) FROM audit_entry), 0) AS bound,
                   (SELECT sha256 FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1) AS head,
                   (SELECT count(*) FROM audit_entry WHERE seq IS NULL) AS open,
                   (SELECT min(id) FROM audit_entry WHERE seq IS NULL) AS oldest
            """;

    private static final String RECORD =
            """
            INSERT INTO audit_verification (verified_at, asked_by, entries, head, findings, first_found)
            VALUES (:at, :by, :entries, :head, :findings, string_to_array(:first, E'\\n'))
            """;

    private static final int FIRST_FOUND = 20;

    private final JdbcClient jdbc;
    private final AuditVerification verification;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.verification = new AuditVerification(template, transactions);
        this.clock = clock;
    }

    /**
     * One entry.
     *
     * @param act {@code made}, {@code changed}, {@code removed}; {@code found} and {@code lost} when the trail took over how a
     *     row stands; {@code noted} where there is no row
     * @param transaction entries of one act have the same
     * @param writtenBy database user and program
     * @param facts as JSON
     * @param seq place in the chain; null for a moment
     */
    public record Entry(
            long id,
            Instant at,
            long transaction,
            String writtenBy,
            String kind,
            String act,
            @Nullable String source,
            @Nullable String rowKey,
            @Nullable String person,
            @Nullable String document,
            String facts,
            @Nullable Long seq,
            @Nullable String sha256) {}

    /** What is looked for; null is anything. Days are of UTC. */
    public record Search(
            @Nullable String kind,
            @Nullable String person,
            @Nullable String document,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /**
     * How the chain stands.
     *
     * @param oldestOpen the first entry that is not bound yet; null if all are
     */
    public record State(long bound, String head, long open, @Nullable Long oldestOpen) {}

    /** A verification that was made. */
    public record Verified(Instant at, String by, long entries, String head, int findings, List<String> firstFound) {}

    /**
     * Writes an entry in the caller's transaction.
     *
     * @param facts ids, numbers and words of ours; never what people wrote or who customers are
     */
    public void note(String kind, @Nullable String person, @Nullable String document, Map<String, ?> facts) {
        List<String> names = List.copyOf(facts.keySet());
        jdbc.sql(NOTE)
                .param("kind", kind)
                .param("person", person, Types.VARCHAR)
                .param("document", document, Types.VARCHAR)
                .param("names", String.join("\n", names))
                .param(
                        "values",
                        String.join(
                                "\n",
                                names.stream()
                                        .map(name ->
                                                String.valueOf(facts.get(name)).replace('\n', ' '))
                                        .toList()))
                .update();
    }

    /** The youngest first. */
    public List<Entry> find(Search search, @Nullable Long before, int most) {
        return asked(OLDER, search, before, most).query(AuditTrail::entry).list();
    }

    /** Those that come next above this one, the youngest first. */
    public List<Entry> newer(Search search, long after, int most) {
        List<Entry> found = new ArrayList<>(
                asked(NEWER, search, after, most).query(AuditTrail::entry).list());
        Collections.reverse(found);
        return found;
    }

    /** As {@link #find}, one by one. */
    public void each(Search search, int most, Consumer<Entry> what) {
        asked(OLDER, search, null, most).query(row -> {
            what.accept(entry(row, 0));
        });
    }

    private JdbcClient.StatementSpec asked(String sql, Search search, @Nullable Long than, int most) {
        return jdbc.sql(sql)
                .param("than", than, Types.BIGINT)
                .param("kind", search.kind(), Types.VARCHAR)
                .param("person", search.person(), Types.VARCHAR)
                .param("document", search.document(), Types.VARCHAR)
                .param("from", start(search.from(), 0), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", start(search.to(), 1), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("most", most);
    }

    private static java.time.@Nullable OffsetDateTime start(@Nullable LocalDate day, int later) {
        return day == null ? null : day.plusDays(later).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    public State state() {
        return jdbc.sql(STATE)
                .query((row, number) -> new State(
                        row.getLong("bound"),
                        Optional.ofNullable(row.getString("head")).orElse(AuditChain.BEGINNING),
                        row.getLong("open"),
                        row.getObject("oldest", Long.class)))
                .single();
    }

    /** Reads everything, and the head of each verification before must still be there; what was found is kept. */
    public Verified verify(String askedBy) {
        List<String> heads = jdbc.sql("SELECT DISTINCT head FROM audit_verification")
                .query(String.class)
                .list();
        AuditVerification.Verdict verdict = verification.verify(heads);
        List<String> first = verdict.findings().stream().limit(FIRST_FOUND).toList();
        Verified made = new Verified(
                clock.instant(),
                askedBy,
                verdict.entries(),
                verdict.head(),
                verdict.findings().size(),
                first);
        jdbc.sql(RECORD)
                .param("at", Timestamp.from(made.at()))
                .param("by", askedBy)
                .param("entries", made.entries())
                .param("head", made.head())
                .param("findings", made.findings())
                .param("first", String.join("\n", first))
                .update();
        return made;
    }

    public Optional<Verified> lastVerified() {
        return jdbc.sql("SELECT * FROM audit_verification ORDER BY id DESC LIMIT 1")
                .query((row, number) -> new Verified(
                        row.getTimestamp("verified_at").toInstant(),
                        row.getString("asked_by"),
                        row.getLong("entries"),
                        row.getString("head"),
                        row.getInt("findings"),
                        List.of((String[]) row.getArray("first_found").getArray())))
                .optional();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("written_at").toInstant(),
                row.getLong("transaction"),
                row.getString("written_by"),
                row.getString("kind"),
                row.getString("act"),
                row.getString("source"),
                row.getString("row_key"),
                row.getString("person"),
                row.getString("document"),
                row.getString("facts"),
                row.getObject("seq", Long.class),
                row.getString("sha256"));
    }
}
