package io.tradewind.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links to a sent survey whose secret a test knows; those in real mails nobody can read back. */
public final class KnownLinks {

    private KnownLinks() {}

    /** Adds a link to the survey of this order. */
    public static String token(JdbcClient jdbc, String orderNumber) {
        String token = UUID.randomUUID().toString();
        int added = jdbc.sql(
                        """
                        INSERT INTO survey_link (token_hash, survey_id, sent_at)
                        SELECT :hash, id, now() FROM survey WHERE subject = :order
                        """)
                .param("hash", sha256(token))
                .param("order", orderNumber)
                .update();
        if (added != 1) {
            throw new AssertionError("No survey was sent for " + orderNumber);
        }
        return token;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
