package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LoginTests {

    private static final String PAGE = "text/html,application/xhtml+xml";

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/board", "/mails", "/camunda/app/tasklist/default/", "/camunda/app/admin/default/"})
    void aPageWithoutLoginLeadsToTheLogin(String path) {
        HttpResponse<String> answer = web.nobody().get(path, "Accept", PAGE);

        assertThat(answer.statusCode()).isEqualTo(302);
        // without the name of the server, which the request may make up
        assertThat(location(answer)).isEqualTo("/login");
    }

    @Test
    void whatTasklistIsToldIsKeptByNoBrowserAndItsFilesAre() {
        Web.Client browser = web.browser("darcel-schlecht");

        assertThat(browser.get("/camunda/api/engine/engine/default/task?maxResults=1")
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValueSatisfying(said -> assertThat(said).contains("no-store"));
        HttpResponse<String> file = browser.get("/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).doesNotContain("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/anything",
                "/engine-rest/engine",
                "/engine-rest/task",
                "/engine-rest/user",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/tasklist/plugin/tasklist-plugin/default/task",
                "/actuator/prometheus",
                "/actuator/env"
            })
    void aProgramWithoutLoginGetsAProblem(String path) {
        HttpResponse<String> answer = web.nobody().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/css/tradewind.css", "/js/login.js", "/actuator/health"})
    void theseAreOpen(String path) {
        assertThat(web.nobody().get(path, "Accept", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonLogsInAndComesBackToThePageTheyWanted() {
        Web.Client browser = web.browser();
        browser.get("/camunda/app/tasklist/default/", "Accept", PAGE);

        HttpResponse<String> answer = browser.logIn("darcel-schlecht", "demo");

        assertThat(location(answer)).endsWith("/camunda/app/tasklist/default/");
        assertThat(browser.get("/", "Accept", PAGE).body()).contains("Good to see you, <span>Darcel Schlecht</span>");
    }

    @Test
    void theLoginPageOfTheDemoNamesPeopleToBe() {
        assertThat(web.nobody().get("/login").body())
                .contains("darcel-schlecht", "sales rep in Melvin Marxen", "<code>demo</code>");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        HttpResponse<String> wrong = web.browser().logIn("product", "wrong");
        HttpResponse<String> unknown = web.browser().logIn("nobody-at-all", "wrong");

        assertThat(location(wrong)).endsWith("/login?error").isEqualTo(location(unknown));
    }

    @Test
    void theSessionIdChangesAtLogin() {
        Web.Client browser = web.browser();
        browser.get("/", "Accept", PAGE);
        String before = browser.cookie("JSESSIONID");

        browser.logIn("darcel-schlecht", "demo");

        assertThat(browser.cookie("JSESSIONID")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void oneLoginOpensTheEnginesWebApplicationsAsTheSamePerson() {
        Web.Client browser = web.browser("darcel-schlecht");

        assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
                .contains("\"userId\":\"darcel-schlecht\"")
                .contains("tasklist")
                .doesNotContain("cockpit");
        assertThat(browser.get("/camunda/api/engine/engine/default/user/darcel-schlecht/profile")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherLoginInTheSameBrowserIsAnotherPersonEverywhere() {
        Web.Client browser = web.browser("darcel-schlecht");
        browser.get("/camunda/api/admin/auth/user/default");

        browser.logIn("melvin-marxen", "demo");

        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"melvin-marxen\"");
    }

    @Test
    void loggingOutInTasklistLogsOutEverywhere() {
        Web.Client browser = web.browser("darcel-schlecht");
        browser.get("/camunda/app/tasklist/default/", "Accept", PAGE);

        HttpResponse<String> answer = browser.post(
                "/camunda/api/admin/auth/user/default/logout", "", "X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN"));

        assertThat(answer.statusCode()).isBetween(200, 299);
        assertThat(browser.get("/", "Accept", PAGE).statusCode()).isEqualTo(302);
        assertThat(browser.get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aChangeInTasklistWithoutItsTokenIsRefusedAndTheSessionStays() {
        Web.Client browser = web.browser("darcel-schlecht");
        String open = "/camunda/api/engine/engine/default/task/count";
        assertThat(browser.post(open, "{}").statusCode())
                .as("before any page of Tasklist was opened")
                .isEqualTo(403);
        browser.get("/camunda/app/tasklist/default/", "Accept", PAGE);
        String token = browser.cookie("XSRF-TOKEN");

        for (String[] headers : new String[][] {
            {},
            {"X-XSRF-TOKEN", ""},
            {"X-XSRF-TOKEN", token + "x"},
            {"X-XSRF-TOKEN", browser.cookie("TW-CSRF")},
            {"X-TW-CSRF", browser.cookie("TW-CSRF")},
            {"X-HTTP-Method-Override", "GET"}
        }) {
            HttpResponse<String> answer = browser.post(open, "{}", headers);
            assertThat(answer.statusCode()).as(List.of(headers).toString()).isEqualTo(403);
            assertThat(answer.body()).contains("X-XSRF-TOKEN must carry the value of the cookie XSRF-TOKEN");
            HttpResponse<String> logout = browser.post("/camunda/api/admin/auth/user/default/logout", "", headers);
            assertThat(logout.statusCode()).isEqualTo(403);
        }

        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("darcel-schlecht");
        assertThat(browser.get("/", "Accept", PAGE).statusCode()).isEqualTo(200);
        assertThat(browser.post(open, "{}", "X-XSRF-TOKEN", token).statusCode()).isEqualTo(200);
    }

    @Test
    void loggingOutOnAPageLogsOutOfTasklist() {
        Web.Client browser = web.browser("darcel-schlecht");
        String home = browser.get("/", "Accept", PAGE).body();

        HttpResponse<String> answer = browser.submit("/logout", Map.of("_csrf", Web.hiddenToken(home)));

        assertThat(location(answer)).endsWith("/login?logout");
        assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFormThatIsOlderThanTheLoginSaysSoAndIsSentWithTheTokenOfToday() {
        Web.Client browser = web.browser("darcel-schlecht");

        HttpResponse<String> old = browser.submit("/logout", Map.of("_csrf", "of-another-login"), "Accept", PAGE);
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("this page was open too long").contains("what you wrote is still there");

        HttpResponse<String> refreshed = browser.submit("/logout", Map.of("_csrf", browser.cookie("TW-CSRF")));
        assertThat(location(refreshed)).endsWith("/login?logout");
    }

    @Test
    void aPageOfOthersSaysWhoseItIs() {
        HttpResponse<String> costs = web.browser("darcel-schlecht").get("/costs", "Accept", PAGE);

        assertThat(costs.statusCode()).isEqualTo(403);
        assertThat(costs.body())
                .contains("Costs are the business of finance and management.")
                .contains("Back to the home page");
    }

    @Test
    void theEngineKnowsWhoAsksOverItsRestInterface() {
        assertThat(web.program("darcel-schlecht").get("/engine-rest/user/count").body())
                .isEqualTo("{\"count\":54}");
        assertThat(web.program("admin")
                        .get("/engine-rest/user?id=darcel-schlecht&maxResults=1")
                        .body())
                .contains("darcel-schlecht");
    }

    @Test
    void aSessionNeedsTheTokenForARequestThatChangesSomething() {
        Web.Client browser = web.browser("admin");
        String body = "{\"name\":\"nothing\"}";

        HttpResponse<String> without = browser.post("/engine-rest/task/count", body);
        HttpResponse<String> with =
                browser.post("/engine-rest/task/count", body, "X-TW-CSRF", browser.cookie("TW-CSRF"));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("X-TW-CSRF");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramWithAPasswordNeedsNoTokenButABrowserWithARememberedOneDoes() {
        String body = "{\"name\":\"nothing\"}";

        assertThat(web.program("admin").post("/engine-rest/task/count", body).statusCode())
                .isEqualTo(200);
        assertThat(web.program("admin")
                        .post("/engine-rest/task/count", body, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/user/count", "/engine-rest/task", "/api/figures", "/actuator/prometheus"})
    void aProgramLeavesNoSessionBehind(String path) {
        for (HttpResponse<String> answer :
                List.of(web.program("admin").get(path), web.program("admin").post("/engine-rest/task/count", "{}"))) {
            assertThat(answer.statusCode()).isNotEqualTo(401);
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    @Test
    void elevenWrongPasswordsDoNotLockAnAccountForGood() {
        jdbc.sql("UPDATE engine.act_id_user SET attempts_ = 11, lock_exp_time_ = NULL WHERE id_ = 'zane-levy'")
                .update();

        assertThat(web.program("zane-levy", "wrong")
                        .get("/engine-rest/user/count")
                        .statusCode())
                .isEqualTo(401);
        assertThat(web.program("zane-levy").get("/engine-rest/user/count").statusCode())
                .as("the wait goes on")
                .isEqualTo(401);
        assertThat(jdbc.sql("UPDATE engine.act_id_user SET lock_exp_time_ = lock_exp_time_ - interval '61 seconds'"
                                + " WHERE id_ = 'zane-levy' AND attempts_ = 12")
                        .update())
                .isOne();
        assertThat(web.program("zane-levy").get("/engine-rest/user/count").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/board;a=b",
                "//engine-rest/task",
                "//engine-rest//task",
                "/engine-rest;x=1/metrics",
                "/engine-rest;/task",
                "//camunda/api/engine/engine/default/task",
                "//api/leads"
            })
    void aMalformedAddressIsRefusedWithoutAWordOfTheInside(String path) {
        HttpResponse<String> answer = web.nobody().get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("This address is not well formed.");
    }

    @Test
    void theProxyPassesOnNoForwardingHeaderOfAStranger() throws Exception {
        assertThat(Files.readString(Path.of("deploy/proxy.conf")))
                .contains("proxy_set_header X-Forwarded-Prefix \"\";", "proxy_set_header Forwarded \"\";");
    }

    @Test
    void theProxyDoesNotTellItsVersion() throws Exception {
        assertThat(Files.readString(Path.of("deploy/proxy.conf"))).contains("server_tokens off;");
    }

    @Test
    void theBoardIsOfferedToThoseWhoMayOpenIt() {
        for (String user : List.of("darcel-schlecht", "melvin-marxen", "gm", "admin")) {
            assertThat(web.browser(user).get("/mails", "Accept", PAGE).body()).contains("href=\"/board\"");
        }
        assertThat(web.browser("legal").get("/mails", "Accept", PAGE).body())
                .contains("tw-nav")
                .doesNotContain("href=\"/board\"");
    }

    @Test
    void metricsAreForTheAdministrator() {
        assertThat(web.program("darcel-schlecht").get("/actuator/prometheus").statusCode())
                .isEqualTo(403);
        assertThat(web.program("admin").get("/actuator/prometheus").statusCode())
                .isNotIn(401, 403);
    }

    @Test
    void pagesCarryTheirProtection() {
        HttpResponse<String> answer = web.nobody().get("/login");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"));
        assertThat(web.nobody()
                        .get("/login", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .isPresent();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
