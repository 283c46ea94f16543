package io.tradewind.engine.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole trail and every row that it speaks of, as they stand at one moment, and says what was changed. What is
 * watched it knows from {@link Watched}, and it calls no function of the database but PostgreSQL's own.
 */
public final class AuditVerification {

    private static final int MOST_OF_A_KIND = 100;

    /** An entry that is not bound after this long has been forgotten, or kept back. */
    private static final String WINDOW = "1 minute";

    /** Far more than what undone work leaves out. */
    private static final long FAR_AHEAD = 1_000_000;

    private static final String ENTRIES =
            """
            SELECT id, seq, previous_sha256, sha256, %s AS content FROM tradewind.audit_entry
             WHERE seq IS NOT NULL ORDER BY seq
            """
                    .formatted(AuditContent.SQL);

    private static final String OPEN =
            """
            SELECT count(*) FILTER (WHERE written_at < :since) AS forgotten,
                   count(*) FILTER (WHERE written_at >= :since) AS waiting,
                   min(written_at) FILTER (WHERE written_at >= :since) AS oldest
              FROM tradewind.audit_entry
             WHERE seq IS NULL AND written_at < clock_timestamp() - CAST(:window AS interval)
            """;

    /** Entries written later than this are young: they are still to be bound. */
    private static final String YOUNG = "SELECT clock_timestamp() - CAST(:window AS interval)";

    /**
     * The same where no node may be at work: nobody binds then, however long ago an entry was written. One that others,
     * written later, were bound before was passed over by a node all the same.
     */
    private static final String YOUNG_WITHOUT_NODE =
            """
            SELECT least(clock_timestamp(), coalesce(max(written_at), '0001-01-01Z')) - CAST(:window AS interval)
              FROM tradewind.audit_entry WHERE seq IS NOT NULL
            """;

    private static final String HIGHEST =
            """
            SELECT least((SELECT last_value FROM tradewind.audit_entry_id_seq),
                         (SELECT coalesce(max(id), 0) FROM tradewind.audit_entry WHERE seq IS NOT NULL) + %d)
            """
                    .formatted(FAR_AHEAD);

    private static final String STRANGE =
            """
            SELECT id, id > :highest AS invented FROM tradewind.audit_entry
             WHERE id > :highest OR written_at > clock_timestamp() + CAST(:window AS interval)
             ORDER BY id LIMIT %d
            """
                    .formatted(MOST_OF_A_KIND);

    /** Functions put where only PostgreSQL's own belong, and its own that were written anew. */
    private static final String FOREIGN =
            """
            SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
             WHERE p.pronamespace = 'pg_catalog'::regnamespace
               AND (p.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                    OR l.lanname <> 'internal' AND p.proname IN (
                         'to_jsonb', 'jsonb_build_array', 'jsonb_build_object', 'jsonb_object_agg', 'convert_to', 'encode',
                         'sha256', 'string_to_array', 'string_agg', 'unnest', 'concat', 'to_regclass', 'pg_get_triggerdef'))
             ORDER BY 1 LIMIT %d
            """
                    .formatted(MOST_OF_A_KIND);

    /**
     * A row and what the trail says of it last; an entry that is not bound counts only while it is young. The line of a row
     * that is there is never null.
     */
    private static final String ROWS =
            """
            WITH said AS (SELECT DISTINCT ON (row_key) row_key, act, facts, seq, id FROM tradewind.audit_entry
                           WHERE source = :table AND id <= :highest
                             AND (seq IS NOT NULL OR written_at BETWEEN :since AND clock_timestamp() + CAST(:window AS interval))
                           ORDER BY row_key, id DESC),
                 there AS (SELECT line, (SELECT string_agg(line ->> name, '/' ORDER BY n)
                                           FROM unnest(string_to_array(:key, ',')) WITH ORDINALITY AS part (name, n)) AS row_key
                             FROM (SELECT to_jsonb(the) AS line FROM %s the WHERE %s) rows)
            SELECT coalesce(said.row_key, there.row_key) AS row_key, coalesce(said.seq::text, said.id || ' (not bound)') AS seq,
                   CASE WHEN said.row_key IS NULL THEN 'unknown'
                        WHEN there.line IS NULL THEN 'gone'
                        WHEN said.act IN ('removed', 'lost') THEN 'back'
                        ELSE 'changed' END AS finding
              FROM said FULL JOIN there ON there.row_key = said.row_key
             WHERE said.row_key IS NULL
                OR (there.line IS NULL AND said.act NOT IN ('removed', 'lost') AND :lasting)
                OR (there.line IS NOT NULL AND said.act IN ('removed', 'lost'))
                OR (there.line IS NOT NULL AND said.facts IS DISTINCT FROM
                      coalesce((SELECT jsonb_object_agg(name, line -> name) FROM unnest(string_to_array(:shown, ',')) name), '{}')
                      || coalesce((SELECT jsonb_object_agg(name, CASE WHEN line ->> name IS NULL THEN 'null'::jsonb
                                     ELSE jsonb_build_object('sha256', encode(sha256(convert_to(line ->> name, 'UTF8')), 'hex')) END)
                                     FROM unnest(string_to_array(:sealed, ',')) name), '{}'))
             ORDER BY 1 LIMIT %d
            """;

    private static final Map<String, String> SENTENCES = Map.of(
            "unknown", "Row %s of %s is not in the trail.",
            "gone", "Row %s of %s is gone, and the trail does not say so.",
            "back", "Row %s of %s is there again, though the trail says that it was removed.",
            "changed", "Row %s of %s is not what entry %s says.");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> ours = Watched.ours();
    private final JdbcClient jdbc;
    private final JdbcTemplate stream;
    private final TransactionTemplate oneMoment;

    public AuditVerification(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.stream = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.stream.setFetchSize(5000);
        this.jdbc = JdbcClient.create(jdbc);
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * What was found.
     *
     * @param entries how many are bound
     * @param head hash of the last one
     * @param findings one sentence each; none when all is as it was
     * @param waiting entries that were taken as said though they have waited to be bound for longer than a node needs
     * @param waitingSince when the oldest of them was written; null without any
     */
    public record Verdict(
            long entries, String head, List<String> findings, long waiting, @Nullable Instant waitingSince) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Where nodes are at work: an entry that is not bound within a minute is a finding, and excuses no row.
     *
     * @param heads hashes that the trail once ended with, noted elsewhere: each must still stand in it
     */
    public Verdict verify(List<String> heads) {
        return verify(heads, YOUNG);
    }

    /** Where perhaps none is, as after a restore: what nobody has bound since is told apart from what was changed. */
    public Verdict verifyAtRest(List<String> heads) {
        return verify(heads, YOUNG_WITHOUT_NODE);
    }

    private Verdict verify(List<String> heads, String young) {
        return oneMoment.execute(status -> {
            // as in the triggers: the time zone decides how times are written
            stream.execute("SET LOCAL timezone = 'UTC'");
            stream.execute(AuditContent.NOTHING_OF_OURS);
            Chain chain = new Chain(heads);
            stream.query(ENTRIES, (RowCallbackHandler) row -> chain.next(
                    row.getLong("id"),
                    row.getLong("seq"),
                    row.getString("previous_sha256"),
                    row.getString("sha256"),
                    row.getString("content")));
            List<String> findings = chain.findings();
            jdbc.sql(FOREIGN)
                    .query(String.class)
                    .list()
                    .forEach(
                            name -> findings.add("Function %s of PostgreSQL is not PostgreSQL's own.".formatted(name)));
            long highest = jdbc.sql(HIGHEST).query(Long.class).single();
            OffsetDateTime since = jdbc.sql(young)
                    .param("window", WINDOW)
                    .query(OffsetDateTime.class)
                    .single();
            Open open = open(since);
            entries(findings, highest, open);
            Map<String, String> watches = Watched.lastWatches(ours);
            made(findings, watches);
            watches.forEach((table, facts) -> rows(findings, Watch.of(table, facts), highest, since));
            return new Verdict(chain.seq, chain.head, findings, open.waiting(), open.oldest());
        });
    }

    private record Open(long forgotten, long waiting, @Nullable Instant oldest) {}

    private Open open(OffsetDateTime since) {
        return jdbc.sql(OPEN)
                .param("window", WINDOW)
                .param("since", since)
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Open(
                            row.getLong("forgotten"),
                            row.getLong("waiting"),
                            oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    private void entries(List<String> findings, long highest, Open open) {
        if (open.forgotten() > 0) {
            findings.add("%d entries were not bound to the chain within %s.".formatted(open.forgotten(), WINDOW));
        }
        jdbc.sql(STRANGE)
                .param("highest", highest)
                .param("window", WINDOW)
                .query((row, number) -> (row.getBoolean("invented")
                                ? "The entry with id %d has a number that the database did not give."
                                : "The entry with id %d is of the future.")
                        .formatted(row.getLong("id")))
                .list()
                .forEach(findings::add);
    }

    /** Whether all that watches is made as this version makes it, and nothing stands beside it. */
    private void made(List<String> findings, Map<String, String> watches) {
        List<String> said = Watched.watches(stream);
        Watched.without(new LinkedHashSet<>(said), new LinkedHashSet<>(ours))
                .forEach(line -> findings.add(
                        "An entry says that %s is watched otherwise than it is.".formatted(line.split("\t", -1)[1])));
        Map<String, String> last = Watched.lastWatches(said);
        watches.forEach((table, facts) -> {
            if (!facts.equals(last.get(table))) {
                findings.add("The trail does not say last how %s is watched.".formatted(table));
            }
        });
        Set<String> expected = ours.stream()
                .filter(line -> !line.startsWith("watch\t"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> made = Watched.made(stream, watches.keySet());
        Set<String> names = new LinkedHashSet<>();
        expected.forEach(line -> names.add(name(line)));
        Watched.without(expected, made).forEach(line -> findings.add(sentence(line.split("\t", -1))));
        Watched.without(made, expected).stream()
                .filter(line -> !names.contains(name(line)))
                .forEach(line -> {
                    String[] part = line.split("\t", -1);
                    findings.add(
                            "trigger".equals(part[0])
                                    ? "Table %s has a trigger %s that is none of ours.".formatted(part[1], part[2])
                                    : "There is a function %s that is none of ours.".formatted(part[1]));
                });
    }

    private static String name(String line) {
        return line.substring(0, line.lastIndexOf('\t'));
    }

    private static String sentence(String[] part) {
        return switch (part[0]) {
            case "table" -> "Table %s is gone, or not the plain table that it was.".formatted(part[1]);
            case "trigger" ->
                "Table %s is not watched as it was: its trigger %s is off, gone or another."
                        .formatted(part[1], part[2]);
            default -> "Function %s is not what it was.".formatted(part[1]);
        };
    }

    private void rows(List<String> findings, Watch watch, long highest, OffsetDateTime since) {
        if (jdbc.sql("SELECT to_regclass(:table)::text")
                .param("table", Watched.qualified(watch.table()))
                .query(String.class)
                .optional()
                .isEmpty()) {
            return;
        }
        Map<String, String> found = new LinkedHashMap<>();
        jdbc.sql(ROWS.formatted(Watched.qualified(watch.table()), watch.only(), MOST_OF_A_KIND))
                .param("table", watch.table())
                .param("key", watch.key())
                .param("shown", watch.shown())
                .param("sealed", watch.sealed())
                .param("lasting", watch.lasting())
                .param("highest", highest)
                .param("window", WINDOW)
                .param("since", since)
                .query(row -> {
                    found.put(
                            row.getString("row_key"),
                            SENTENCES
                                    .get(row.getString("finding"))
                                    .formatted(row.getString("row_key"), watch.table(), row.getString("seq")));
                });
        findings.addAll(found.values());
        if (found.size() == MOST_OF_A_KIND) {
            findings.add("There may be more of %s.".formatted(watch.table()));
        }
    }

    private record Watch(String table, String only, boolean lasting, String key, String shown, String sealed) {

        static Watch of(String table, String json) {
            try {
                JsonNode facts = JSON.readTree(json);
                return new Watch(
                        table,
                        facts.get("only").asText(),
                        facts.get("lasting").asBoolean(),
                        names(facts.get("key")),
                        names(facts.get("shown")),
                        names(facts.get("sealed")));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String names(JsonNode columns) {
            List<String> names = new ArrayList<>();
            columns.forEach(column -> names.add(column.asText()));
            return String.join(",", names);
        }
    }

    /** Goes along the chain. */
    private static final class Chain {

        private final List<String> missing;
        private final List<String> findings = new ArrayList<>();
        private long seq;
        private String head = AuditChain.BEGINNING;

        Chain(List<String> heads) {
            missing = new ArrayList<>(heads);
            missing.remove(AuditChain.BEGINNING);
        }

        void next(long id, long nextSeq, String previous, String sha256, String content) {
            if (nextSeq != seq + 1 || !previous.equals(head)) {
                found("The trail is broken before entry %d.".formatted(nextSeq));
            }
            if (!sha256.equals(AuditContent.hash(nextSeq, previous, content))) {
                found("Entry %d (id %d) was changed.".formatted(nextSeq, id));
            }
            seq = nextSeq;
            head = sha256;
            missing.remove(sha256);
        }

        private void found(String sentence) {
            if (findings.size() < MOST_OF_A_KIND) {
                findings.add(sentence);
            }
        }

        List<String> findings() {
            missing.forEach(lost -> findings.add(
                    "No entry has the hash %s: the end of the trail was cut off, or the trail was computed anew."
                            .formatted(lost)));
            return findings;
        }
    }
}
