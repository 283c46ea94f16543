package io.tradewind.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Repository
@Transactional
class JdbcContractRegister implements ContractRegister {

    /** What the first entry names as the one before. */
    private static final String BEGINNING = "0".repeat(64);

    /** Whoever appends waits for who appended before. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('contract_register'))";

    private static final String SELECT =
            """
            SELECT id, contract_number, revision, kind, sha256, registered_by, registered_at, previous_sha256, entry_sha256
              FROM contract_register
            """;

    private static final String INSERT =
            """
            INSERT INTO contract_register (id, contract_number, revision, kind, sha256, registered_by, registered_at,
                                           previous_sha256, entry_sha256)
            VALUES (:id, :number, :revision, :kind, :sha256, :by, :at, :previous, :entry)
            """;

    private static final String DOCUMENTS =
            """
            SELECT contract_number, revision, 'approved' AS kind, pdf_sha256, encode(sha256(pdf), 'hex') AS found
              FROM contract_document
             WHERE CAST(:number AS text) IS NULL OR contract_number = :number
            UNION ALL
            SELECT contract_number, revision, 'signed-copy', pdf_sha256, encode(sha256(pdf), 'hex')
              FROM contract_signed_copy
             WHERE CAST(:number AS text) IS NULL OR contract_number = :number
            """;

    /** Approved or signed contracts, with the PDF that was; only they have one. */
    private static final String CONTRACTS =
            """
            SELECT c.number, c.state, c.approved_revision, d.pdf_sha256
              FROM contract c JOIN contract_document d ON d.contract_number = c.number AND d.revision = c.approved_revision
             WHERE c.state <> 'void' AND (CAST(:number AS text) IS NULL OR c.number = :number)
            """;

    private static final String TEXTS =
            """
            SELECT c.number
              FROM contract c
              LEFT JOIN contract_document d ON d.contract_number = c.number AND d.revision = c.revision
             WHERE c.text IS NOT NULL AND (CAST(:number AS text) IS NULL OR c.number = :number)
               AND (c.text_sha256 <> encode(sha256(convert_to(c.text, 'UTF8')), 'hex') OR d.text <> c.text)
            UNION
            SELECT a.contract_number
              FROM contract_archive a LEFT JOIN contract c ON c.number = a.contract_number
             WHERE (CAST(:number AS text) IS NULL OR a.contract_number = :number)
               AND (a.text_sha256 <> encode(sha256(convert_to(a.text, 'UTF8')), 'hex')
                    OR c.text IS DISTINCT FROM a.text OR c.text_sha256 IS DISTINCT FROM a.text_sha256)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcContractRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends when everything else of the transaction is written: who waits for the chain's end waits for a commit, not for
     * the rest of another's work.
     */
    void append(String number, int revision, String kind, String sha256, String by) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                appendNow(number, revision, kind, sha256, by);
            }
        });
    }

    private void appendNow(String number, int revision, String kind, String sha256, String by) {
        jdbc.sql(LOCK).query((row, index) -> true).single();
        Optional<Entry> last = jdbc.sql(SELECT + " ORDER BY id DESC LIMIT 1")
                .query(JdbcContractRegister::entry)
                .optional();
        long id = last.map(Entry::id).orElse(0L) + 1;
        String previous = last.map(Entry::entrySha256).orElse(BEGINNING);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(INSERT)
                .param("id", id)
                .param("number", number)
                .param("revision", revision)
                .param("kind", kind)
                .param("sha256", sha256)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("previous", previous)
                .param("entry", hash(id, number, revision, kind, sha256, by, at, previous))
                .update();
    }

    @Override
    public List<Entry> of(String number) {
        return jdbc.sql(SELECT + " WHERE contract_number = :number ORDER BY id")
                .param("number", number)
                .query(JdbcContractRegister::entry)
                .list();
    }

    @Override
    public Optional<Entry> registered(String number, byte[] file) {
        String sha256 = Sha256.of(file);
        return of(number).stream()
                .filter(entry -> entry.sha256().equals(sha256))
                .reduce((first, last) -> last);
    }

    @Override
    public Verification verify(String number) {
        List<Entry> entries = of(number);
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : entries) {
            String before = entry.id() == 1
                    ? BEGINNING
                    : jdbc.sql("SELECT entry_sha256 FROM contract_register WHERE id = :id")
                            .param("id", entry.id() - 1)
                            .query(String.class)
                            .optional()
                            .orElse("");
            boolean followed =
                    jdbc.sql("SELECT count(*) FROM contract_register WHERE id = :id AND previous_sha256 <> :sha256")
                                    .param("id", entry.id() + 1)
                                    .param("sha256", entry.entrySha256())
                                    .query(Long.class)
                                    .single()
                            == 0;
            if (!entry.previousSha256().equals(before)) {
                findings.add(brokenBefore(entry.id()));
            }
            if (!followed) {
                findings.add(brokenBefore(entry.id() + 1));
            }
            changed(entry).ifPresent(findings::add);
        }
        findings.addAll(named(entries, number));
        return new Verification(entries.size(), findings);
    }

    @Override
    public Verification verify() {
        List<Entry> entries = jdbc.sql(SELECT + " ORDER BY id")
                .query(JdbcContractRegister::entry)
                .list();
        List<Finding> findings = new ArrayList<>(chain(entries));
        findings.addAll(named(entries, null));
        return new Verification(entries.size(), findings);
    }

    /** Whether all is there and unchanged that these entries name, and nothing is there that none of them names. */
    private List<Finding> named(List<Entry> entries, @Nullable String number) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Set<String>> registered = new HashMap<>(entries.stream()
                .collect(Collectors.groupingBy(
                        Entry::contractNumber, Collectors.mapping(Entry::sha256, Collectors.toSet()))));
        List<Stored> stored = jdbc.sql(DOCUMENTS)
                .param("number", number, Types.VARCHAR)
                .query((row, index) -> new Stored(
                        row.getString("contract_number"),
                        row.getInt("revision"),
                        row.getString("kind"),
                        row.getString("pdf_sha256"),
                        row.getString("found")))
                .list();
        for (Stored document : stored) {
            if (!document.stated().equals(document.found())) {
                findings.add(new Finding(
                        document.number(),
                        "The stored PDF of %s, revision %d, is not the one that was written."
                                .formatted(document.number(), document.revision())));
            }
            if (document.kind().equals("signed-copy")
                    && !registered.getOrDefault(document.number(), Set.of()).contains(document.found())) {
                findings.add(new Finding(
                        document.number(),
                        "A signed copy of %s, revision %d, is not in the register."
                                .formatted(document.number(), document.revision())));
            }
        }
        Set<String> found = stored.stream()
                .map(document -> document.number() + document.found())
                .collect(Collectors.toSet());
        for (Entry entry : entries) {
            if (!found.contains(entry.contractNumber() + entry.sha256())) {
                findings.add(new Finding(
                        entry.contractNumber(),
                        "The PDF that entry %d registered for %s, revision %d, is not there any more."
                                .formatted(entry.id(), entry.contractNumber(), entry.revision())));
            }
        }
        jdbc.sql(CONTRACTS)
                .param("number", number, Types.VARCHAR)
                .query((row, index) -> new Approved(
                        row.getString("number"),
                        row.getString("state"),
                        row.getInt("approved_revision"),
                        row.getString("pdf_sha256")))
                .list()
                .forEach(approved -> unregistered(approved, entries).ifPresent(findings::add));
        jdbc.sql(TEXTS)
                .param("number", number, Types.VARCHAR)
                .query(String.class)
                .list()
                .forEach(text ->
                        findings.add(new Finding(text, "The text of " + text + " is not the one that was written.")));
        return findings;
    }

    private static List<Finding> chain(List<Entry> entries) {
        List<Finding> findings = new ArrayList<>();
        String previous = BEGINNING;
        long id = 1;
        for (Entry entry : entries) {
            if (entry.id() != id || !entry.previousSha256().equals(previous)) {
                findings.add(brokenBefore(entry.id()));
            }
            changed(entry).ifPresent(findings::add);
            previous = entry.entrySha256();
            id = entry.id() + 1;
        }
        return findings;
    }

    private static Finding brokenBefore(long id) {
        return new Finding(null, "The register is broken before entry %d.".formatted(id));
    }

    private static Optional<Finding> changed(Entry entry) {
        return entry.entrySha256().equals(hash(entry))
                ? Optional.empty()
                : Optional.of(new Finding(
                        entry.contractNumber(), "Entry %d of the register was changed.".formatted(entry.id())));
    }

    private static Optional<Finding> unregistered(Approved approved, List<Entry> entries) {
        boolean known = entries.stream()
                .anyMatch(entry -> entry.contractNumber().equals(approved.number())
                        && entry.kind().equals("approved")
                        && entry.revision() == approved.revision()
                        && entry.sha256().equals(approved.sha256()));
        boolean signed = entries.stream()
                .anyMatch(entry -> entry.contractNumber().equals(approved.number())
                        && entry.kind().equals("signed"));
        if (known && (signed || !approved.state().equals("signed"))) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                approved.number(),
                "%s is %s, but the register does not say so."
                        .formatted(approved.number(), known ? "signed" : "approved")));
    }

    private static String hash(Entry entry) {
        return hash(
                entry.id(),
                entry.contractNumber(),
                entry.revision(),
                entry.kind(),
                entry.sha256(),
                entry.by(),
                entry.at(),
                entry.previousSha256());
    }

    /** Written down in docs/operator-guide.md: whoever doubts us can compute it without us. */
    private static String hash(
            long id, String number, int revision, String kind, String sha256, String by, Instant at, String previous) {
        return Sha256.of(String.join(
                "\n",
                String.valueOf(id),
                number,
                String.valueOf(revision),
                kind,
                sha256,
                by,
                String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
                previous));
    }

    private static Entry entry(ResultSet row, int index) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("contract_number"),
                row.getInt("revision"),
                row.getString("kind"),
                row.getString("sha256"),
                row.getString("registered_by"),
                row.getTimestamp("registered_at").toInstant(),
                row.getString("previous_sha256"),
                row.getString("entry_sha256"));
    }

    private record Stored(String number, int revision, String kind, String stated, String found) {}

    private record Approved(String number, String state, int revision, String sha256) {}
}
