package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever stands in an address where an id, a number or a day should: an answer in our own words, never a failure. Every
 * address of ours is asked as somebody who gets past its door ({@code docs/reach.md}).
 */
@TradewindTest
class OddAddressesTests {

    private static final String LONG = "a".repeat(5_000);

    private static final List<String> IDS =
            List.of("0", "x", "9223372036854775808", "%20", "%00", "%F0%9F%92%A9", LONG);

    private static final List<String> VALUES =
            List.of("", "x", "-1", "9223372036854775808", "%00", "2026-02-30", "%2B999999999-12-31", "1&%s=x", LONG);

    /** Of pages that take whatever stands in their address. */
    private static final List<String> FREE =
            List.of("from", "to", "by", "region", "rep", "customer", "figure", "page", "kind", "sort");

    private static final List<String> FEW = List.of("x", "9223372036854775808", "%2B999999999-12-31");

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}/]*(?:\\{[^}]*}[^{}/]*)*}");

    private static final Pattern NOT_OURS = Pattern.compile(
            "Failed to|Exception|springframework|java\\.lang|No static resource|Required (?:request )?(?:param|part)"
                    + "|Method parameter|Validation fail|Whitelabel|Acceptable representations|\"timestamp\"|HTTP Status");

    private static final Map<String, String> LOGINS = Map.of(
            "everybody", "darcel-schlecht",
            "anyone", "darcel-schlecht",
            "rep", "darcel-schlecht",
            "its rep", "darcel-schlecht",
            "manager", "melvin-marxen",
            "its manager", "melvin-marxen");

    @Autowired
    private Web web;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private final Map<String, Web.Client> clients = new ConcurrentHashMap<>();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    private record Route(String verb, String path, HandlerMethod method, String who) {}

    @Test
    void everyAddressIsAnsweredInOurWords() throws IOException {
        List<Route> routes = routes();
        routes.stream().map(Route::who).distinct().forEach(who -> clients.put(who, web.browser(who)));

        routes.parallelStream().forEach(route -> {
            if (VARIABLE.matcher(route.path()).find()) {
                IDS.forEach(id -> ask(route, VARIABLE.matcher(route.path()).replaceAll(id)));
            }
            if (route.verb().equals("GET")) {
                String path = VARIABLE.matcher(route.path()).replaceAll("1");
                Map<String, String> usual = parameters(route.method());
                usual.keySet()
                        .forEach(odd -> VALUES.forEach(value -> {
                            Map<String, String> query = new LinkedHashMap<>(usual);
                            query.put(odd, value.contains("%s") ? value.formatted(odd) : value);
                            ask(
                                    route,
                                    path + "?"
                                            + query.entrySet().stream()
                                                    .map(one -> one.getKey() + "=" + one.getValue())
                                                    .collect(Collectors.joining("&")));
                        }));
            }
        });

        System.out.printf("Asked %d odd addresses of %d routes%n", asked.get(), routes.size());
        assertThat(new TreeSet<>(failures)).isEmpty();
        assertThat(asked.get()).isGreaterThan(1_500);
    }

    @Test
    void anIdThatCannotBeLeadsNowhereAndAParameterIsNamed() {
        Web.Client admin = web.program("admin");
        HttpResponse<String> wrong = admin.get("/api/imports/1");
        HttpResponse<String> unknown = admin.get("/api/imports/00000000-0000-0000-0000-000000000000");
        assertThat(List.of(wrong.statusCode(), unknown.statusCode())).containsExactly(404, 404);
        assertThat(wrong.body()).contains("There is nothing at this address").contains("\"status\":404");

        HttpResponse<String> limit = web.program("owner").get("/api/deployments?limit=many");
        assertThat(limit.statusCode()).isEqualTo(422);
        assertThat(limit.body()).contains("\"field\":\"limit\"", "'limit' must be a whole number");
        assertThat(web.browser("owner")
                        .get("/processes/lead-qualification/diagram", "Accept", "text/html")
                        .body())
                .contains("'version' is missing".replace("'", "&#39;"));
        for (String unreadable : List.of("/api/leads/%00", "/board?from=" + "a".repeat(10_000))) {
            HttpResponse<String> answer = admin.get(unreadable);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("This address is not well formed, or too long.");
        }
        HttpResponse<String> page = web.browser("admin").get("/imports/1", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
        assertThat(admin.send("DELETE", "/api/leads", null, null).body())
                .contains("This address does not take DELETE, but ", "POST");
    }

    private List<Route> routes() throws IOException {
        ReachTable doors = new ReachTable();
        List<Route> routes = new ArrayList<>();
        mappings.getHandlerMethods().forEach((info, method) -> info.getPatternValues()
                .forEach(path -> info.getMethodsCondition().getMethods().forEach(verb -> {
                    String row = verb + " " + path;
                    if (doors.routes().contains(row)) {
                        routes.add(new Route(
                                verb.name(),
                                path,
                                method,
                                somebody(Arrays.asList(doors.who(row).split(", ")))));
                    }
                })));
        assertThat(routes).hasSizeGreaterThan(150);
        return routes;
    }

    private static String somebody(List<String> who) {
        return who.contains("admin") ? "admin" : LOGINS.getOrDefault(who.get(0), who.get(0));
    }

    /** Each with a value that is usual. */
    private static Map<String, String> parameters(HandlerMethod method) {
        Map<String, String> names = new LinkedHashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked == null || MultipartFile.class.isAssignableFrom(parameter.getParameterType())) {
                continue;
            }
            if (Map.class.isAssignableFrom(parameter.getParameterType())) {
                FREE.forEach(name -> names.put(name, ""));
                continue;
            }
            String name = asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name();
            boolean number =
                    Set.of(int.class, long.class, Integer.class, Long.class).contains(parameter.getParameterType());
            names.put(name, number ? "1" : "");
        }
        return names;
    }

    private void ask(Route route, String address) {
        boolean api = route.path().startsWith("/api/");
        boolean reads = route.verb().equals("GET");
        Web.Client client = clients.get(route.who());
        asked.incrementAndGet();
        HttpResponse<String> answer = client.send(
                route.verb(),
                address.replace("'", "%27"),
                reads ? null : api ? "application/json" : "application/x-www-form-urlencoded",
                reads ? null : api ? "{}" : "",
                "Accept",
                api ? "application/json" : "text/html",
                "X-TW-CSRF",
                token(client));
        String what = answer.statusCode() + " " + route.verb() + " "
                + address.substring(0, Math.min(120, address.length())) + " by " + route.who() + ": "
                + answer.body()
                        .substring(0, Math.min(300, answer.body().length()))
                        .replace('\n', ' ');
        if (answer.statusCode() >= 500
                || answer.statusCode() >= 400 && NOT_OURS.matcher(answer.body()).find()) {
            failures.add(what);
        }
        if (api
                && answer.statusCode() >= 400
                && !answer.body().matches("(?s).*\"detail\":\"[^\"].*|This address is not well formed.*")) {
            failures.add("without a word: " + what);
        }
    }

    private static String token(Web.@Nullable Client client) {
        return client == null ? "" : client.cookie("TW-CSRF");
    }
}
