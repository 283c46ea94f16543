package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.engine.Acting;
import io.tradewind.engine.UnknownPassword;
import io.tradewind.engine.security.CompanyRefusals.Reason;
import io.tradewind.support.IdentityProvider;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** The company's own login, against a real one on another port. */
@TradewindTest
@ExtendWith(OutputCaptureExtension.class)
class CompanyLoginTests {

    private static final String NEW = "nora-overthere";

    @Autowired
    private IdentityProvider provider;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Acting acting;

    @Autowired
    private Environment environment;

    @Autowired
    private Web web;

    private final HttpClient browser = newBrowser();

    @BeforeEach
    void start() {
        provider.start();
    }

    @AfterEach
    void forget() {
        acting.asSystem(() -> {
            identity.deleteUser(NEW);
            return null;
        });
    }

    @Test
    void theLoginPageOffersIt() {
        assertThat(web.nobody().get("/login").body()).contains("href=\"/login/company\"");
    }

    @Test
    void whoIsKnownHereComesInAsEver() throws Exception {
        provider.knows("zane-levy", "crm-sales", "everybody");

        HttpResponse<String> home = logIn("zane-levy");

        assertThat(home.uri().getPath()).isEqualTo("/");
        assertThat(home.body()).contains("Zane Levy");
        assertThat(get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"zane-levy\"");
        assertThat(get("/engine-rest/task?maxResults=1").statusCode()).isEqualTo(200);
        assertThat(get("/scorecards/darcel-schlecht").statusCode()).isEqualTo(404);
        assertThat(roles("zane-levy")).contains("sales-rep");
    }

    @Test
    void whoIsNewIsMadeWithTheRolesTheirGroupsStandForAndLosesThemThere() throws Exception {
        provider.knows(NEW, "crm-audit");
        logIn(NEW);
        assertThat(roles(NEW)).containsExactly("auditor");
        assertThat(get("/").body()).as("greeted by name").contains("Over There").doesNotContain(NEW);
        assertThat(get("/processes").statusCode()).isEqualTo(200);
        assertThat(web.program(NEW, "over-there").get("/api/regions").statusCode())
                .as("the password over there is none here")
                .isEqualTo(401);

        provider.knows(NEW, "crm-sales");
        logIn(newBrowser(), NEW);

        assertThat(roles(NEW)).containsExactly("sales-rep");
    }

    @Test
    void whoseNameMeansSomethingElseHereDoesNotComeIn() throws Exception {
        provider.knows("nobody", "crm-audit");

        assertThat(logIn("nobody").uri().toString()).endsWith("/login?refused=name");
        assertThat(identity.createUserQuery().userId("nobody").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nora@overthere.example",
                "o'nora",
                "nora\tover",
                "nora\u00a0x",
                "*",
                "--",
                "nobody",
                "nora-whose-name-has-more-letters-than-the-sixty-four-that-a-login-may-have"
            })
    void aNameThatNoLoginHereCanHaveIsOneLineOfTheLog(String name, CapturedOutput output) throws Exception {
        provider.knows(name, "crm-audit");
        logIn("zane-levy"); // what is written once by who is the first
        int before = output.getAll().length();

        assertThat(logIn(newBrowser(), name).uri().toString()).endsWith("/login?refused=name");

        assertThat(identity.createUserQuery().userId(name).count()).isZero();
        assertThat(output.getAll().substring(before).lines().filter(line -> !line.contains("EmbeddedPostgres")))
                .singleElement()
                .asString()
                .contains("WARN", "comes from the company's login");
    }

    /** Providers compare names without regard to it, and our list of people knows none. */
    @Test
    void capitalLettersMakeNobodyAnotherPerson() throws Exception {
        provider.knows("Zane-LEVY", "crm-sales");
        provider.knows("Nora-OverThere", "crm-audit");
        provider.knows(NEW, "crm-audit");

        assertThat(logIn("Zane-LEVY").body()).contains("Zane Levy");
        assertThat(get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"zane-levy\"");
        assertThat(logIn(newBrowser(), "Nora-OverThere").uri().getPath()).isEqualTo("/");
        assertThat(logIn(newBrowser(), NEW).uri().getPath()).isEqualTo("/");

        assertThat(identity.createUserQuery()
                        .userIdIn("Zane-LEVY", "Nora-OverThere")
                        .count())
                .isZero();
        assertThat(roles(NEW)).containsExactly("auditor");
    }

    @Test
    void whoCouldBeEitherOfTwoIsNeither() throws Exception {
        provider.knows("NORA-overthere", "crm-audit");
        provider.knows("Nora-overthere", "crm-audit");
        make("Nora-overthere");
        make("nora-Overthere");
        try {
            assertThat(logIn("NORA-overthere").uri().toString()).endsWith("/login?refused=alike");
            assertThat(logIn(newBrowser(), "Nora-overthere").uri().getPath()).isEqualTo("/");
            assertThat(roles("nora-Overthere")).isEmpty();
        } finally {
            acting.asSystem(() -> {
                identity.deleteUser("Nora-overthere");
                identity.deleteUser("nora-Overthere");
                return null;
            });
        }
    }

    private void make(String userId) {
        User person = identity.newUser(userId);
        person.setPassword(UnknownPassword.next());
        acting.asSystem(() -> {
            identity.saveUser(person);
            return null;
        });
    }

    @Test
    void theLastAdministratorIsToldSo() throws Exception {
        provider.knows("admin", "crm-sales");
        List<String> others = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(User::getId)
                .filter(userId -> !userId.equals("admin"))
                .toList();
        acting.asSystem(() -> {
            others.forEach(userId -> identity.deleteMembership(userId, "camunda-admin"));
            return null;
        });
        try {
            assertThat(logIn("admin").uri().toString()).endsWith("/login?refused=last");
            assertThat(roles("admin")).containsExactly("camunda-admin");
        } finally {
            acting.asSystem(() -> {
                others.forEach(userId -> identity.createMembership(userId, "camunda-admin"));
                return null;
            });
        }
    }

    @Test
    void theLoginPageSaysForEachReasonWhatCanBeDone() {
        Map<Reason, String> said = Arrays.stream(Reason.values())
                .collect(Collectors.toMap(reason -> reason, reason -> refusal("refused=" + reason.inAddress())));

        assertThat(said.values()).doesNotHaveDuplicates().doesNotContain("");
        assertThat(said.get(Reason.ROLES)).contains("no role here");
        assertThat(said.get(Reason.NAME)).contains("letters, digits and hyphens");
        assertThat(said.get(Reason.LAST)).contains("the last one").doesNotContain("role");
        assertThat(refusal("refused=<b>made-up")).isEqualTo(said.get(Reason.ANSWER));
        assertThat(refusal("logout")).isEmpty();
    }

    private String refusal(String question) {
        return Jsoup.parse(web.nobody()
                        .get("/login?" + question.replace("<", "%3C").replace(">", "%3E"))
                        .body())
                .select(".tw-error")
                .text();
    }

    @Test
    void whatIsSaidOfSomebodyIsTakenAsOurOwnPagesWouldTakeIt(CapturedOutput output) throws Exception {
        provider.knows(NEW, "crm-audit");
        provider.says(
                NEW,
                Map.of(
                        "given_name", "\u202eNo\u0000ra\r\nof \u2028 there",
                        "family_name", "\ud83d\ude00".repeat(200),
                        "email", "a@b.example\r\nBcc: x@y.example"));
        try {
            assertThat(logIn(NEW).uri().getPath()).isEqualTo("/");

            User person = identity.createUserQuery().userId(NEW).singleResult();
            assertThat(person.getFirstName()).isEqualTo("Nora of there");
            assertThat(person.getLastName()).isEqualTo("\ud83d\ude00".repeat(127));
            assertThat(person.getEmail()).isNullOrEmpty();
            assertThat(output.getAll())
                    .contains("an e-mail address that is none and is left out: a@b.example Bcc")
                    .doesNotContain("\tat ");
        } finally {
            provider.says(NEW, Map.of());
        }
    }

    @Test
    void withoutARoleHereNobodyComesIn() throws Exception {
        provider.knows(NEW, "canteen", "camunda-admin", "sales-rep");

        HttpResponse<String> answer = logIn(NEW);

        assertThat(answer.uri().toString()).endsWith("/login?refused=roles");
        assertThat(get("/api/regions").statusCode()).isEqualTo(401);
        assertThat(identity.createUserQuery().userId(NEW).count()).isZero();
    }

    @Test
    void aForgedAnswerIsNoLogin() throws Exception {
        assertThat(get("/login/oauth2/code/company?code=abc&state=def").uri().toString())
                .contains("/login?refused=stale");
        assertThat(get("/api/regions").statusCode()).isEqualTo(401);
    }

    @Test
    void underAnotherNameThereIsNoLogin() throws Exception {
        HttpResponse<String> answer = get("/oauth2/authorization/another");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void aProviderThatDoesNotAnswerStopsNobodyElse() {
        CompanyLogin dead = company("http://localhost:1", "crm=sales-rep", "pages");

        assertThat(dead.isThere()).isFalse();
        assertThat(new CompanyDoor(dead).go()).isEqualTo("redirect:/login?unreachable");
        assertThat(company("", "", "programs").passwordsOnPages()).isTrue();
        assertThat(dead.passwordsOnPages()).isTrue();
        assertThat(company("http://localhost:1", "", "programs").passwordsOnPages())
                .isFalse();
    }

    /** It takes the connection, and then nothing: for the first a few seconds, for who comes after them no time. */
    @Test
    void aProviderThatNeverAnswersHoldsNobodyUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompanyLogin login = company("http://localhost:" + silent.getLocalPort(), "crm=sales-rep", "pages");
            CompanyDoor door = new CompanyDoor(login);

            long began = System.nanoTime();
            assertThat(door.go()).isEqualTo("redirect:/login?unreachable");
            Duration first = Duration.ofNanos(System.nanoTime() - began);
            began = System.nanoTime();
            for (int visitor = 0; visitor < 1000; visitor++) {
                assertThat(door.go()).isEqualTo("redirect:/login?unreachable");
            }
            Duration others = Duration.ofNanos(System.nanoTime() - began);

            assertThat(first).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
            assertThat(others).as("nobody over there was asked").isLessThan(Duration.ofSeconds(3));
        }
    }

    /** What it says of itself is known by then; each click would wait again. */
    @Test
    void aProviderThatGivesNoTokenIsLeftAloneForEverybody() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer mute = serving(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/token")) {
                asked.incrementAndGet(); // and is cut off
                return;
            }
            String me = "http://" + exchange.getRequestHeaders().getFirst("Host");
            byte[] said =
                    """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                     "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"]}
                    """
                            .formatted(me)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        });
        try {
            CompanyLogin login = company(address(mute), "", "pages");
            CompanyDoor door = new CompanyDoor(login);
            assertThat(door.go()).isEqualTo("redirect:/oauth2/authorization/company");

            assertThatThrownBy(() -> token(login)).hasRootCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> token(login)).hasRootCauseInstanceOf(IOException.class);

            assertThat(asked).as("the second was told at once").hasValue(1);
            assertThat(door.go()).isEqualTo("redirect:/login?unreachable");
            assertThat(login.findByRegistrationId(CompanyLogin.ID))
                    .as("for those who are under way")
                    .isNotNull();
        } finally {
            mute.stop(0);
        }
    }

    private static void token(CompanyLogin login) {
        ClientRegistration company = login.findByRegistrationId(CompanyLogin.ID);
        var question = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(company.getProviderDetails().getAuthorizationUri())
                .clientId(company.getClientId())
                .redirectUri("http://localhost/back")
                .build();
        var answer = OAuth2AuthorizationResponse.success("a-code")
                .redirectUri("http://localhost/back")
                .build();
        login.http()
                .tokens()
                .getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                        company, new OAuth2AuthorizationExchange(question, answer)));
    }

    /** Nobody knows the password of a login that cannot be reached; the page says so and takes ours. */
    @Test
    void theLoginPageSaysThatItCannotBeReachedAndTakesPasswords() {
        assertThat(web.nobody().get("/login?unreachable").body())
                .contains("The company's login cannot be reached at the moment", "name=\"password\"");
    }

    @Test
    void whoSaysThatTheyAreSomebodyElseIsNotTheCompany() throws Exception {
        HttpServer liar = serving(exchange -> {
            byte[] said = "{\"issuer\": \"http://elsewhere\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        });
        try {
            assertThat(company(address(liar), "", "pages").isThere()).isFalse();
        } finally {
            liar.stop(0);
        }
    }

    /** Our secret goes with what is asked. */
    @Test
    void nobodyIsFollowedElsewhere() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer other = serving(exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        HttpServer guide = serving(exchange -> {
            exchange.getResponseHeaders().add("Location", address(other));
            exchange.sendResponseHeaders(302, -1);
        });
        try {
            assertThat(company(address(guide), "", "pages").isThere()).isFalse();
            assertThat(asked).hasValue(0);
        } finally {
            guide.stop(0);
            other.stop(0);
        }
    }

    @Test
    void whoNeverEndsIsNotHeardToTheEnd() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        HttpServer talker = serving(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"a\": \"".getBytes(StandardCharsets.UTF_8));
            byte[] more = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            while (sent.addAndGet(more.length) < 1 << 29) {
                exchange.getResponseBody().write(more);
            }
        });
        try {
            assertThat(company(address(talker), "", "pages").isThere()).isFalse();
            assertThat(sent).hasValueLessThan(1 << 28);
        } finally {
            talker.stop(0);
        }
    }

    private static HttpServer serving(HttpHandler answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Test
    void groupsAreFoundWhereverTheClaimIs() {
        CompanyLogin company = new CompanyLogin(
                "http://x",
                "tradewind",
                "",
                "x",
                List.of(),
                "sub",
                "realm_access.roles",
                "a=sales-rep,a=auditor",
                "pages");

        assertThat(company.rolesOf(Map.of("realm_access", Map.of("roles", List.of("a", "b")))))
                .containsExactly("auditor", "sales-rep");
        assertThat(company.rolesOf(Map.of("groups", List.of("a")))).isEmpty();
        assertThatThrownBy(() -> company("http://x", "a", "pages")).hasMessageContaining("group=role");
    }

    private static CompanyLogin company(String issuer, String groups, String passwords) {
        return new CompanyLogin(
                issuer, "tradewind", "", "x", List.of("openid"), "preferred_username", "groups", groups, passwords);
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    private List<String> roles(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .filter(group -> !group.startsWith("team-") && !group.startsWith("region-"))
                .toList();
    }

    private HttpResponse<String> logIn(String userId) throws Exception {
        return logIn(browser, userId);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + environment.getProperty("local.server.port") + path))
                .header(
                        "Accept",
                        path.startsWith("/api") || path.startsWith("/engine") || path.startsWith("/camunda/api")
                                ? "*/*"
                                : "text/html");
    }

    private HttpResponse<String> logIn(HttpClient client, String userId) throws Exception {
        HttpResponse<String> page =
                client.send(request("/login/company").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.uri().toString()).isEqualTo(provider.address() + "/login");
        String fields = "username=" + URLEncoder.encode(userId, StandardCharsets.UTF_8) + "&password=over-there&_csrf="
                + URLEncoder.encode(Web.hiddenToken(page.body()), StandardCharsets.UTF_8);
        return client.send(
                HttpRequest.newBuilder(page.uri())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
