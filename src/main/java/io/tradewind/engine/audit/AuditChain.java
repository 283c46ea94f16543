package io.tradewind.engine.audit;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Binds new entries to the chain, every second. Whoever writes an entry waits for nobody; one node at a time gives the
 * committed ones their place. The place is that of binding: an entry of a long transaction comes behind younger ones.
 */
@Component
class AuditChain {

    /** What the first entry names as the one before. */
    static final String BEGINNING = "0".repeat(64);

    private static final int AT_ONCE = 1000;

    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('audit_entry'))";

    private static final String LAST =
            "SELECT seq, sha256 FROM tradewind.audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1";

    private static final String OPEN =
            """
            SELECT id, %s AS content FROM tradewind.audit_entry WHERE seq IS NULL ORDER BY id LIMIT %d
            """
                    .formatted(AuditContent.SQL, AT_ONCE);

    private static final String BIND =
            """
            UPDATE tradewind.audit_entry e SET seq = n.seq, previous_sha256 = n.previous, sha256 = n.sha256
              FROM unnest(?, ?, ?, ?) AS n (id, seq, previous, sha256)
             WHERE e.id = n.id
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final boolean background;

    AuditChain(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            @Value("${tradewind.background:true}") boolean background) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.background = background;
    }

    @Scheduled(fixedDelay = 1000)
    void everySecond() {
        if (background) {
            bindAll();
        }
    }

    /** Binds whatever is committed and open, unless another node is doing it. */
    void bindAll() {
        int bound;
        do {
            bound = transaction.execute(status -> bindSome());
        } while (bound == AT_ONCE);
    }

    private int bindSome() {
        jdbc.execute(AuditContent.NOTHING_OF_OURS);
        if (!Boolean.TRUE.equals(jdbc.queryForObject(ALONE, Boolean.class))) {
            return 0;
        }
        List<Open> open = jdbc.query(OPEN, (row, number) -> new Open(row.getLong("id"), row.getString("content")));
        if (open.isEmpty()) {
            return 0;
        }
        Link link = jdbc.query(LAST, (row, number) -> new Link(row.getLong("seq"), row.getString("sha256"))).stream()
                .findFirst()
                .orElse(new Link(0, BEGINNING));
        int size = open.size();
        long[] ids = new long[size];
        long[] seqs = new long[size];
        String[] previous = new String[size];
        String[] hashes = new String[size];
        for (int i = 0; i < size; i++) {
            Open entry = open.get(i);
            ids[i] = entry.id();
            seqs[i] = link.seq() + 1;
            previous[i] = link.sha256();
            link = new Link(seqs[i], AuditContent.hash(seqs[i], previous[i], entry.content()));
            hashes[i] = link.sha256();
        }
        jdbc.update(BIND, ids, seqs, previous, hashes);
        return size;
    }

    private record Open(long id, String content) {}

    private record Link(long seq, String sha256) {}
}
