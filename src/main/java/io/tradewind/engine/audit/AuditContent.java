package io.tradewind.engine.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the hash of an entry is made of. Written down in docs/security.md: whoever doubts us can compute it without us. */
final class AuditContent {

    /** So that only functions and operators of PostgreSQL's own answer; tables are named with their schema. */
    static final String NOTHING_OF_OURS = "SET LOCAL search_path = pg_catalog, pg_temp";

    /** All columns of an entry but those of the chain, as one line of JSON. */
    static final String SQL =
            """
            jsonb_build_array(id, (extract(epoch FROM written_at) * 1000000)::bigint, transaction, written_by, kind, act,
                              source, row_key, person, document, facts)::text
            """;

    private AuditContent() {}

    static String hash(long seq, String previous, String content) {
        return hash(seq + "\n" + previous + "\n" + content);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
