package io.tradewind.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** The running application over HTTP: as a program with a password, or as a browser that keeps cookies. */
@TestComponent
public class Web {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Environment environment;

    Web(Environment environment) {
        this.environment = environment;
    }

    /** Another process of ours, at this port of this machine. */
    public static Web at(int port) {
        return new Web(new MockEnvironment().withProperty("local.server.port", String.valueOf(port)));
    }

    /** Nobody: no cookies, no password. */
    public Client nobody() {
        return new Client(null, null);
    }

    /** A program that sends name and password (of the demo) with every request. */
    public Client program(String userId) {
        return program(userId, "demo");
    }

    /** As {@link #program(String)}, with this password. */
    public Client program(String userId, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((userId + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Client("Basic " + credentials, null);
    }

    /** A browser that nobody has logged in with yet. */
    public Client browser() {
        return new Client(null, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
    }

    /** A browser in which this person has logged in on the login page. */
    public Client browser(String userId) {
        Client browser = browser();
        HttpResponse<String> answer = browser.logIn(userId, "demo");
        if (answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new AssertionError("Cannot log in as " + userId);
        }
        return browser;
    }

    /** Sends requests; redirects are answers, not followed. */
    public final class Client {

        private final @Nullable String authorization;
        private final @Nullable CookieManager cookies;
        private final HttpClient http;

        private Client(@Nullable String authorization, @Nullable CookieManager cookies) {
            this.authorization = authorization;
            this.cookies = cookies;
            HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
            if (cookies != null) {
                builder.cookieHandler(cookies);
            }
            this.http = builder.build();
        }

        public HttpResponse<String> get(String path, String... headers) {
            return send("GET", path, null, null, headers);
        }

        /** POST of JSON. */
        public HttpResponse<String> post(String path, String json, String... headers) {
            return send("POST", path, "application/json", json, headers);
        }

        /** Enters a lead of a company that nobody knows yet; the id of the process instance that is its life. */
        public String newLead() {
            return newLead(Map.of());
        }

        /** As {@link #newLead()}, with these fields too. */
        public String newLead(Map<String, ?> fields) {
            Map<String, Object> lead = new HashMap<>(fields);
            lead.put("companyName", "Company " + UUID.randomUUID());
            try {
                HttpResponse<String> answer = post("/api/leads", JSON.writeValueAsString(lead));
                if (answer.statusCode() != 201) {
                    throw new AssertionError("No lead was entered: " + answer.statusCode() + " " + answer.body());
                }
                return JSON.readTree(answer.body()).path("processInstanceId").asText();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** POST of a page's form. */
        public HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
            String body = fields.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
            return send("POST", path, "application/x-www-form-urlencoded", body, headers);
        }

        /** Opens the login page and sends it off, as a person does. */
        public HttpResponse<String> logIn(String userId, String password) {
            String page = get("/login", "Accept", "text/html").body();
            return submit("/login", Map.of("username", userId, "password", password, "_csrf", hiddenToken(page)));
        }

        /** The value of a cookie, or the empty text. */
        public String cookie(String name) {
            return cookies == null
                    ? ""
                    : cookies.getCookieStore().getCookies().stream()
                            .filter(cookie -> cookie.getName().equals(name))
                            .map(HttpCookie::getValue)
                            .findFirst()
                            .orElse("");
        }

        public HttpResponse<String> send(
                String method, String path, @Nullable String type, @Nullable String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + environment.getProperty("local.server.port") + path))
                    .timeout(LONGEST_ANSWER)
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (type != null) {
                request.header("Content-Type", type);
            }
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return http.send(request.build(), BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The token in a page's form. */
    public static String hiddenToken(String page) {
        return org.jsoup.Jsoup.parse(page).select("input[name=_csrf]").attr("value");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
