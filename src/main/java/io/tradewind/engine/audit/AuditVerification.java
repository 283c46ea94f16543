package io.tradewind.engine.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole trail and every row that it speaks of, as they stand at one moment, and says what was changed. It trusts no
 * function of the database that was made by us.
 */
public final class AuditVerification {

    private static final int MOST_OF_A_KIND = 100;

    /** An entry that is not bound after this long has been forgotten, or kept back. */
    private static final String TOO_LONG_OPEN = "5 minutes";

    private static final String ENTRIES =
            """
            SELECT id, seq, previous_sha256, sha256, %s AS content FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq
            """
                    .formatted(AuditContent.SQL);

    private static final String OPEN =
            """
            SELECT count(*) FROM audit_entry WHERE seq IS NULL AND written_at < clock_timestamp() - CAST(:long AS interval)
            """;

    private static final String WATCHES =
            """
            SELECT DISTINCT ON (document) document, facts ->> 'only' AS which, (facts ->> 'lasting')::boolean AS lasting,
                   ARRAY(SELECT jsonb_array_elements_text(facts -> 'key')) AS key
              FROM audit_entry WHERE kind = 'watch' AND document IS NOT NULL
             ORDER BY document, id DESC
            """;

    private static final String TRIGGERS =
            """
            SELECT count(*) FROM pg_trigger
             WHERE tgrelid = to_regclass(:table) AND tgname = ANY (string_to_array(:names, ',')) AND tgenabled = 'O'
            """;

    /** A row and what the trail says of it last. The line of a row that is there is never null. */
    private static final String ROWS =
            """
            WITH said AS (SELECT DISTINCT ON (row_key) row_key, act, facts, seq FROM audit_entry WHERE source = :table
                           ORDER BY row_key, id DESC),
                 there AS (SELECT line, (SELECT string_agg(line ->> name, '/' ORDER BY n)
                                           FROM unnest(string_to_array(:key, ',')) WITH ORDINALITY AS part (name, n)) AS row_key
                             FROM (SELECT to_jsonb(the) AS line FROM %s the WHERE %s) rows)
            SELECT coalesce(said.row_key, there.row_key) AS row_key, said.seq,
                   CASE WHEN said.row_key IS NULL THEN 'unknown'
                        WHEN there.line IS NULL THEN 'gone'
                        WHEN said.act IN ('removed', 'lost') THEN 'back'
                        ELSE 'changed' END AS finding
              FROM said FULL JOIN there ON there.row_key = said.row_key
             WHERE said.row_key IS NULL
                OR (there.line IS NULL AND said.act NOT IN ('removed', 'lost') AND :lasting)
                OR (there.line IS NOT NULL AND said.act IN ('removed', 'lost'))
                OR (there.line IS NOT NULL AND EXISTS (
                      SELECT FROM jsonb_each(said.facts) AS fact (name, value)
                       WHERE (fact.value = coalesce(there.line -> fact.name, 'null')
                              OR fact.value ->> 'sha256'
                                 = encode(sha256(convert_to(there.line ->> fact.name, 'UTF8')), 'hex')) IS NOT TRUE))
             ORDER BY 1 LIMIT %d
            """;

    private static final Map<String, String> SENTENCES = Map.of(
            "unknown", "Row %s of %s is not in the trail.",
            "gone", "Row %s of %s is gone, and the trail does not say so.",
            "back", "Row %s of %s is there again, though the trail says that it was removed.",
            "changed", "Row %s of %s is not what entry %s says.");

    private final JdbcClient jdbc;
    private final JdbcTemplate stream;
    private final TransactionTemplate oneMoment;

    /** @param jdbc of a database whose search path leads to schema {@code tradewind} */
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
     */
    public record Verdict(long entries, String head, List<String> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /** @param heads hashes that the trail once ended with, noted elsewhere: each must still stand in it */
    public Verdict verify(List<String> heads) {
        return oneMoment.execute(status -> {
            // as in the triggers: the time zone decides how times are written
            stream.execute("SET LOCAL timezone = 'UTC'");
            Chain chain = new Chain(heads);
            stream.query(ENTRIES, (RowCallbackHandler) row -> chain.next(
                    row.getLong("id"),
                    row.getLong("seq"),
                    row.getString("previous_sha256"),
                    row.getString("sha256"),
                    row.getString("content")));
            List<String> findings = chain.findings();
            long open = jdbc.sql(OPEN)
                    .param("long", TOO_LONG_OPEN)
                    .query(Long.class)
                    .single();
            if (open > 0) {
                findings.add("%d entries were not bound to the chain within %s.".formatted(open, TOO_LONG_OPEN));
            }
            triggers(findings, "audit_entry", "audit_entry_no_change,audit_entry_no_truncate");
            jdbc.sql(WATCHES)
                    .query((row, number) -> new Watch(
                            row.getString("document"),
                            row.getString("which"),
                            row.getBoolean("lasting"),
                            String.join(",", (String[]) row.getArray("key").getArray())))
                    .list()
                    .forEach(watch -> rows(findings, watch));
            return new Verdict(chain.seq, chain.head, findings);
        });
    }

    private void rows(List<String> findings, Watch watch) {
        if (jdbc.sql("SELECT to_regclass(:table)::text")
                .param("table", watch.table())
                .query(String.class)
                .optional()
                .isEmpty()) {
            findings.add("Table %s is gone.".formatted(watch.table()));
            return;
        }
        triggers(findings, watch.table(), watch.lasting() ? "audit_made,audit_changed,audit_removed" : "audit_made");
        Map<String, String> found = new LinkedHashMap<>();
        jdbc.sql(ROWS.formatted(watch.table(), watch.only(), MOST_OF_A_KIND))
                .param("table", watch.table())
                .param("key", watch.key())
                .param("lasting", watch.lasting())
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

    private void triggers(List<String> findings, String table, String names) {
        long enabled = jdbc.sql(TRIGGERS)
                .param("table", table)
                .param("names", names)
                .query(Long.class)
                .single();
        if (enabled < names.split(",").length) {
            findings.add("Table %s is not watched as it was: of its triggers %s some are off or gone."
                    .formatted(table, names));
        }
    }

    private record Watch(String table, String only, boolean lasting, String key) {}

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
