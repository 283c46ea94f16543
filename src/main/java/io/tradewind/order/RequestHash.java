package io.tradewind.order;

import io.tradewind.engine.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells whether a key that comes again brings the same request again. */
final class RequestHash {

    private RequestHash() {}

    static String of(String reason, Map<Integer, Integer> quantities) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((new TreeMap<>(quantities) + reason.strip()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** @throws Refused if the document came from another request */
    static void same(JdbcClient jdbc, String table, String number, String hash) {
        boolean same = jdbc.sql("SELECT coalesce(request_hash = :hash, true) FROM " + table + " WHERE number = :number")
                .param("hash", hash)
                .param("number", number)
                .query(Boolean.class)
                .single();
        if (!same) {
            throw new Refused(
                    "Idempotency-Key",
                    "This key brought " + number + " with another content before. Use a new key for a new request.");
        }
    }
}
