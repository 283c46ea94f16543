package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ResponseStatusException;

/** A session stands and falls with its login; what counts is read from the database, so it holds on each node. */
@TradewindTest
@ExtendWith(OutputCaptureExtension.class)
class SessionsEndTests {

    private static final String SAM = "sam-of-sessions";
    private static final String ADA = "ada-of-sessions";
    private static final String ANOTHER = "Another-Word-42";
    private static final String PAGE = "text/html";

    @Autowired
    private Web web;

    @Autowired
    private People people;

    @Autowired
    private IdentityService identity;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Acting acting;

    @Autowired
    private MutableClock clock;

    @Autowired
    private LoginThrottle throttle;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void enter() {
        people.register(sam(true), "demo");
    }

    @AfterEach
    void leave() {
        clock.reset();
        people.register(sam(false), null);
    }

    @Test
    void aResetPasswordEndsAllSessionsOfThatPerson() {
        Web.Client first = web.browser(SAM);
        Web.Client second = web.browser(SAM);
        Web.Client other = web.browser("zane-levy");
        first.get("/camunda/api/admin/auth/user/default");

        assertThat(setPassword(web.program("admin"), ANOTHER, "demo").statusCode())
                .isEqualTo(204);

        assertThat(location(first.get("/", "Accept", PAGE))).endsWith("/login?expired");
        assertThat(first.get("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(401);
        assertThat(second.get("/engine-rest/user/count").statusCode()).isEqualTo(401);
        assertThat(other.get("/", "Accept", PAGE).statusCode()).isEqualTo(200);
        assertThat(web.program(SAM, ANOTHER).get("/engine-rest/user/count").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoChangesTheirOwnPasswordStaysWhereTheyDidAndNowhereElse() {
        Web.Client here = web.browser(SAM);
        Web.Client elsewhere = web.browser(SAM);

        assertThat(setPassword(here, ANOTHER, "demo", "X-TW-CSRF", here.cookie("TW-CSRF"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(here.get("/", "Accept", PAGE).statusCode()).isEqualTo(200);
        assertThat(here.get("/engine-rest/user/count").statusCode()).isEqualTo(200);
        assertThat(location(elsewhere.get("/", "Accept", PAGE))).endsWith("/login?expired");
    }

    @Test
    void anUnusedSessionOfTheOldPasswordEndsToo() {
        Web.Client unused = web.browser();
        unused.logIn(SAM, "demo");

        setPassword(web.program("admin"), ANOTHER, "demo");

        assertThat(location(unused.get("/", "Accept", PAGE))).endsWith("/login?expired");
    }

    @Test
    void whoLeavesIsOutAtOnce() {
        Web.Client browser = web.browser(SAM);

        people.register(sam(false), null);

        assertThat(location(browser.get("/", "Accept", PAGE))).endsWith("/login?expired");
    }

    @Test
    void aRightTakenAwayIsGoneAtTheNextRequestInTasklistToo() {
        acting.asSystem(() -> identity.createMembership(SAM, "camunda-admin"));
        Web.Client browser = web.browser(SAM);
        assertThat(browser.get("/company/people", "Accept", PAGE).statusCode()).isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("cockpit");

        acting.asSystem(() -> identity.deleteMembership(SAM, "camunda-admin"));

        assertThat(browser.get("/company/people", "Accept", PAGE).statusCode()).isEqualTo(404);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
                .contains(SAM)
                .doesNotContain("cockpit");
    }

    @Test
    void theOwnChangeOfSomebodyElseKeepsNoSession() {
        people.register(ada(true), "demo");
        try {
            Web.Client browser = web.browser(SAM);
            String adasPassword =
                    "Basic " + Base64.getEncoder().encodeToString((ADA + ":demo").getBytes(StandardCharsets.UTF_8));

            HttpResponse<String> adasChange = browser.send(
                    "PUT",
                    "/engine-rest/user/" + ADA + "/credentials",
                    "application/json",
                    "{\"password\":\"" + ANOTHER + "\",\"authenticatedUserPassword\":\"demo\"}",
                    "Authorization",
                    adasPassword);
            assertThat(adasChange.statusCode()).isEqualTo(204);
            assertThat(browser.get("/", "Accept", PAGE).statusCode())
                    .as("still Sam's")
                    .isEqualTo(200);
            setPassword(web.program("admin"), ANOTHER, "demo");

            assertThat(location(browser.get("/", "Accept", PAGE))).endsWith("/login?expired");
        } finally {
            people.register(ada(false), null);
        }
    }

    @Test
    void aPasswordSentAlongIsOfThatRequestOnly() {
        Web.Client browser = web.browser(SAM);
        String zanes = "Basic " + Base64.getEncoder().encodeToString("zane-levy:demo".getBytes(StandardCharsets.UTF_8));

        assertThat(browser.get("/engine-rest/identity/groups?userId=zane-levy", "Authorization", zanes)
                        .body())
                .contains("sales-rep");
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains(SAM);
        people.register(sam(false), null);
        assertThat(browser.get("/engine-rest/user/count", "Authorization", zanes)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/engine-rest/user/count").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionOfALoginNobodyRemembersOrOfSomebodyElseEnds() {
        SessionLogin sessions = new SessionLogin(new EngineLogin(identity, throttle, jdbc), clock);
        MockHttpServletRequest request = new MockHttpServletRequest();

        assertThat(sessions.check(request.getSession(), SAM).outcome()).isEqualTo(SessionLogin.Outcome.ENDED);
        sessions.onAuthentication(
                new TestingAuthenticationToken("zane-levy", null), request, new MockHttpServletResponse());
        assertThat(sessions.check(request.getSession(), "zane-levy").outcome()).isEqualTo(SessionLogin.Outcome.STANDS);
        assertThat(sessions.check(request.getSession(), SAM).outcome()).isEqualTo(SessionLogin.Outcome.ENDED);
    }

    @Test
    void aSessionLastsEightHoursAfterTheLoginHoweverBusy() {
        Web.Client browser = web.browser(SAM);
        for (int hour = 0; hour < 7; hour++) {
            clock.forward(Duration.ofHours(1));
            assertThat(browser.get("/engine-rest/user/count").statusCode()).isEqualTo(200);
        }
        assertThat(setPassword(browser, ANOTHER, "demo", "X-TW-CSRF", browser.cookie("TW-CSRF"))
                        .statusCode())
                .as("which gives no time")
                .isEqualTo(204);
        clock.forward(Duration.ofHours(1));

        assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/engine-rest/user/count").statusCode()).isEqualTo(401);
    }

    @Test
    void aPasswordChangedWhileItIsCheckedOpensNoLastingSession() {
        IdentityService changing = (IdentityService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IdentityService.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(identity, arguments);
                    if (method.getName().equals("checkPassword")) {
                        setPassword(web.program("admin"), ANOTHER, "demo");
                    }
                    return answer;
                });
        EngineLogin login = new EngineLogin(changing, throttle, jdbc);
        SessionLogin sessions = new SessionLogin(login, clock);
        MockHttpServletRequest request = new MockHttpServletRequest();

        Authentication person = login.authenticate(new UsernamePasswordAuthenticationToken(SAM, "demo"));
        sessions.onAuthentication(person, request, new MockHttpServletResponse());

        assertThat(sessions.check(request.getSession(), SAM).outcome()).isEqualTo(SessionLogin.Outcome.ENDED);
    }

    @Test
    void oneInterruptedLookIsRepeatedAndASecondOpensNoDoor() {
        assertThat(afterFailures("57014")).isEqualTo(SessionLogin.Outcome.STANDS);
        assertThat(afterFailures("57014", "57014")).isEqualTo(SessionLogin.Outcome.UNKNOWN);
        assertThat(afterFailures("08006")).isEqualTo(SessionLogin.Outcome.STANDS);
        assertThat(afterFailures("57014", "57P01")).isEqualTo(SessionLogin.Outcome.STANDS);
    }

    private SessionLogin.Outcome afterFailures(String... states) {
        Deque<String> failures = new ArrayDeque<>();
        JdbcTemplate failing = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource())) {
            @Override
            public <T> List<T> query(String sql, RowMapper<T> rows, @Nullable Object... arguments) {
                if (!failures.isEmpty()) {
                    throw new UncategorizedSQLException("look", sql, new SQLException("failed", failures.remove()));
                }
                return super.query(sql, rows, arguments);
            }
        };
        SessionLogin sessions = new SessionLogin(new EngineLogin(identity, throttle, failing), clock);
        MockHttpServletRequest request = new MockHttpServletRequest();
        sessions.onAuthentication(new TestingAuthenticationToken(SAM, null), request, new MockHttpServletResponse());
        failures.addAll(List.of(states));
        return sessions.check(request.getSession(), SAM).outcome();
    }

    @Test
    void aWeakPasswordIsRefusedInWords(CapturedOutput output) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.setEnablePasswordPolicy(true);
        try {
            for (String password : List.of("short", "all-lower-case-1", SAM + "-A1")) {
                HttpResponse<String> answer = setPassword(web.program("admin"), password, "demo");

                assertThat(answer.statusCode()).as(password).isEqualTo(422);
                assertThat(answer.body())
                        .contains("at least 10 characters", "\"field\":\"password\"")
                        .doesNotContain(password);
            }
        } finally {
            configuration.setEnablePasswordPolicy(false);
        }
        assertThat(identity.checkPassword(SAM, "demo")).isTrue();
        assertThat(output.getAll()).doesNotContain("Password does not match policy");
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherAtOnceOneStays() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                acting.asSystem(() -> identity.createMembership(SAM, "camunda-admin"));
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Integer>> answers = List.of(
                        threads.submit(() -> remove(SAM, "admin", together)),
                        threads.submit(() -> remove("admin", SAM, together)));
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isLessThan(500);
                }
                assertThat(identity.createUserQuery()
                                .memberOfGroup("camunda-admin")
                                .count())
                        .isEqualTo(1);
                acting.asSystem(() -> {
                    if (identity.createUserQuery()
                                    .userId("admin")
                                    .memberOfGroup("camunda-admin")
                                    .count()
                            == 0) {
                        identity.createMembership("admin", "camunda-admin");
                        identity.deleteMembership(SAM, "camunda-admin");
                    }
                });
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whereNoCompanyLoginIsSetItsDoorIsNotThere() {
        CompanyLogin none = new CompanyLogin("", "", "", "", List.of(), "preferred_username", "groups", "", "pages");

        assertThatThrownBy(() -> new CompanyDoor(none).go())
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
    }

    private int remove(String who, String by, CyclicBarrier together) throws Exception {
        Web.Client administrator = web.program(by);
        administrator.get("/engine-rest/user/count");
        together.await();
        return administrator
                .send("DELETE", "/engine-rest/group/camunda-admin/members/" + who, null, null)
                .statusCode();
    }

    private static HttpResponse<String> setPassword(
            Web.Client by, String password, String ownPassword, String... headers) {
        return by.send(
                "PUT",
                "/engine-rest/user/" + SAM + "/credentials",
                "application/json",
                "{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"" + ownPassword + "\"}",
                headers);
    }

    private static Person sam(boolean active) {
        return new Person(SAM, "Sam Sessions", "sam@example.com", "auditor", null, null, null, "en", active);
    }

    private static Person ada(boolean active) {
        return new Person(ADA, "Ada Accomplice", "ada@example.com", "auditor", null, null, null, "en", active);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
