package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LoginThrottleTests {

    private static final String STRANGER = "198.51.100.7";

    @Autowired
    private Web web;

    @Autowired
    private LoginThrottle throttle;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM login_failure").update();
    }

    @Test
    void oneAddressThatTriesManyNamesIsStoppedOnBothDoors() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_AN_ADDRESS - 1; i++) {
            throttle.wrongPassword(STRANGER);
        }
        assertThat(basic("darcel-schlecht", "demo", STRANGER)).isEqualTo(200);
        assertThat(basic("nobody-at-all", "demo", STRANGER)).isEqualTo(401);

        assertThat(basic("darcel-schlecht", "demo", STRANGER))
                .as("even the right password")
                .isEqualTo(401);
        assertThat(form("darcel-schlecht", STRANGER)).contains("error");
        assertThat(basic("darcel-schlecht", "demo", "198.51.100.8"))
                .as("others")
                .isEqualTo(200);
    }

    @Test
    void aQuarterOfAnHourLaterItMayTryAgain() {
        full("address " + STRANGER, 16);

        assertThat(basic("darcel-schlecht", "demo", STRANGER)).isEqualTo(200);
        throttle.wrongPassword("198.51.100.9");
        assertThat(jdbc.sql("SELECT count(*) FROM login_failure WHERE source = :source")
                        .param("source", "address " + STRANGER)
                        .query(Integer.class)
                        .single())
                .as("what is over is forgotten")
                .isZero();
    }

    @Test
    void anUnknownNameCostsAsMuchAsAWrongPassword() {
        basic("nobody-at-all", "wrong", "198.51.100.20");
        basic("product", "wrong", "198.51.100.21");

        assertThat(jdbc.sql("SELECT source FROM login_failure ORDER BY source")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .contains("address 198.51.100.20", "address 198.51.100.21")
                .noneMatch(source -> source.contains("nobody-at-all"));
    }

    @Test
    void aWholeNetworkOfIpv6IsOneAddress() {
        assertThat(LoginThrottle.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(LoginThrottle.network("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(LoginThrottle.network("2001:db8:1:3:3:4:5:6"));
        assertThat(LoginThrottle.network("::ffff:198.51.100.7")).isEqualTo(LoginThrottle.network("198.51.100.7"));
    }

    private void full(String source, int minutesAgo) {
        jdbc.sql("INSERT INTO login_failure (source, failures, since) VALUES (:source, 1000, :since)")
                .param("source", source)
                .param(
                        "since",
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                                .minusMinutes(minutesAgo))
                .update();
    }

    private int basic(String user, String password, String address) {
        return web.program(user, password)
                .get("/api/regions", "X-Forwarded-For", address)
                .statusCode();
    }

    private String form(String user, String address) {
        Web.Client browser = web.browser();
        String page = browser.get("/login").body();
        HttpResponse<String> answer = browser.submit(
                "/login",
                Map.of("username", user, "password", "demo", "_csrf", Web.hiddenToken(page)),
                "X-Forwarded-For",
                address);
        return answer.headers().firstValue("Location").orElse("");
    }
}
