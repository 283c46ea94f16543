package io.tradewind.engine.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts wrong logins by the address they come from. Guessing at one account is slowed down by the engine; this is for
 * one machine that tries many accounts. The counts stand in the database, so the nodes share them and no memory fills
 * up, and go after a quarter of an hour.
 *
 * <p>A name that nobody has costs the same two writes as a wrong password, so that the time does not tell who exists.
 */
@Component
class LoginThrottle {

    /** Many, because an office shares one address; few, because at this rate a good password takes centuries. */
    static final int FAILURES_OF_AN_ADDRESS = 100;

    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** Of IPv6 a household has at least so many bytes to itself. */
    private static final int BYTES_OF_A_NETWORK = 8;

    private static final String FAILED =
            """
            INSERT INTO login_failure (source, failures, since) VALUES (:source, 1, :now)
            ON CONFLICT (source) DO UPDATE
            SET failures = CASE WHEN login_failure.since < :old THEN 1 ELSE login_failure.failures + 1 END,
                since = CASE WHEN login_failure.since < :old THEN excluded.since ELSE login_failure.since END
            """;

    private static final String FORGET =
            """
            DELETE FROM login_failure WHERE source IN
                (SELECT source FROM login_failure WHERE since < :old LIMIT 100 FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isTooMuch(String address) {
        return jdbc.sql(
                                "SELECT count(*) FROM login_failure WHERE source = :source AND failures >= :most AND since >= :old")
                        .param("source", network(address))
                        .param("most", FAILURES_OF_AN_ADDRESS)
                        .param("old", now().minus(REMEMBERED))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void wrongPassword(String address) {
        count(network(address));
    }

    void unknownName(String address, String name) {
        count(network(address));
        count("name " + fingerprint(name));
    }

    private void count(String source) {
        OffsetDateTime old = now().minus(REMEMBERED);
        jdbc.sql(FAILED)
                .param("source", source)
                .param("now", now())
                .param("old", old)
                .update();
        jdbc.sql(FORGET).param("old", old).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The server has the address as digits, so nothing is looked up. */
    static String network(String address) {
        if (!address.contains(":")) {
            return "address " + address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? "network " + HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_A_NETWORK))
                    : "address " + parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "address " + fingerprint(address);
        }
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
