package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.Routes;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/**
 * Walks every address of the application as everybody and compares who gets in with {@code docs/reach.md}. An address
 * that is new, or open to somebody else than is written there, fails here; what was found is in {@code target/reach.txt}.
 */
@TradewindTest
class ReachTests {

    /**
     * Where the engine fails when it is read: there are no case models here, which Cockpit asks for all the same, and a
     * form is looked for before its task. The failure tells nothing of the inside.
     */
    private static final Set<String> FAILING = Set.of(
            "/engine-rest/case-definition/{id}",
            "/engine-rest/case-definition/{id}/diagram",
            "/engine-rest/case-definition/{id}/xml",
            "/engine-rest/history/case-definition/cleanable-case-instance-report/count",
            "/engine-rest/history/case-definition/{id}/statistics",
            "/engine-rest/task/{id}/deployed-form");

    @Autowired
    private Web web;

    @Autowired
    private Routes routes;

    @Autowired
    private AutowireCapableBeanFactory beans;

    private final List<String> found = new ArrayList<>();
    private final Set<String> unprotected = new ConcurrentSkipListSet<>();
    private Everybody everybody;
    private SomethingOfEachKind something;
    private Addresses addresses = new Addresses();

    @BeforeEach
    void everybodyLogsIn() {
        everybody = new Everybody(web);
        something = beans.createBean(SomethingOfEachKind.class);
    }

    @Test
    void everyAddressIsOpenToThoseTheTableNamesAndToNobodyElse() throws IOException {
        addresses = something.addresses();
        ReachTable written = new ReachTable();
        Set<String> used = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        int turn = 0;

        Map<String, String> reached = new TreeMap<>();
        for (String route : routes.ofSpring()) {
            reached.put(route, who(route, Everybody.all()));
        }
        for (String route : routes.ofEngine()) {
            if (!route.contains(" /engine/{name}/")) {
                reached.put(
                        route.replaceFirst(" ", " /engine-rest"),
                        who(route.replaceFirst(" ", " /engine-rest"), some(turn++)));
            }
        }
        for (String route : routes.ofWebapps()) {
            if (!route.contains(" /camunda/api/engine")) {
                reached.put(route, who(route, some(turn++)));
            }
        }
        for (String path : routes.ofFiles()) {
            reached.put("FILE " + path, "");
        }
        routes.ofServlets().forEach((name, paths) -> paths.forEach(path -> reached.put("SERVLET " + path, "")));

        reached.forEach((route, who) -> {
            String row = written.row(route);
            used.add(row);
            if (!who.isEmpty() && !who.equals(written.who(row)) || row.isEmpty()) {
                wrong.add(route + " is open to: " + who + "; written: " + written.who(row));
            }
        });
        Set<String> gone = new TreeSet<>(written.routes());
        gone.removeAll(used);
        Files.write(Path.of("target/reach.txt"), found);

        wrong.addAll(unprotected);
        assertThat(wrong).isEmpty();
        assertThat(gone).as("rows of the table that nothing answers any more").isEmpty();
    }

    @Test
    void theOtherDoorsOfTheEngineOpenAsTheFirst() {
        Collection<String> different = new ConcurrentLinkedQueue<>();
        int turn = 0;
        for (String route : routes.ofEngine()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            if (!method.equals("GET") || path.startsWith("/engine") || path.equals("/")) {
                continue;
            }
            List.of("nobody", "rep", some(turn++).get(1)).parallelStream().forEach(who -> {
                boolean first = open(status(who, method, "/engine-rest" + path));
                for (String other : List.of("/engine-rest/engine/default", "/camunda/api/engine/engine/default")) {
                    if (first != open(status(who, method, other + path))) {
                        different.add(who + " " + other + path);
                    }
                }
            });
        }

        assertThat(different).isEmpty();
    }

    /** The engine asks for groups nowhere but at its doors, so one rep, the two who run it and one more in turn will do. */
    private static List<String> some(int turn) {
        List<String> others = Everybody.all().stream()
                .filter(who -> !Set.of("its-rep", "owner", "admin", "nobody").contains(who))
                .toList();
        return List.of("its-rep", others.get(turn % others.size()), "owner", "admin", "nobody");
    }

    /** In words of the table who gets in. */
    private String who(String route, Collection<String> people) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        Set<String> in = new LinkedHashSet<>();
        StringBuilder statuses = new StringBuilder();
        Map<String, Integer> answers = answers(path.endsWith("/logout") ? Set.of() : people, method, path);
        for (String who : people) {
            @Nullable Integer status = answers.get(who);
            if (status == null) {
                continue;
            }
            statuses.append(status).append(' ');
            // what is sent to the engine here is empty, and it does not look before it uses that
            boolean sends = path.startsWith("/engine-rest") && !method.equals("GET");
            boolean tolerated = sends || FAILING.contains(path);
            if (status >= 500 && !tolerated) {
                in.add(who + " (" + status + ")");
            } else if (open(status) || status == 404 && mayBeMissing(path)) {
                in.add(who);
            }
        }
        boolean all = people.size() == Everybody.all().size();
        if (!all) {
            in.removeIf(who -> !Set.of("its-rep", "owner", "admin", "nobody").contains(who) && in.contains("its-rep"));
        }
        String words = path.endsWith("/logout") ? "everybody" : inWords(in, all);
        found.add("| `" + route + "` | " + words + " | " + statuses);
        return words;
    }

    /** Reading changes nothing, so all may ask at once, each in a browser of their own. */
    private Map<String, Integer> answers(Collection<String> people, String method, String path) {
        Stream<String> asking =
                method.equals("GET") && !path.contains("absences/{id}") ? people.parallelStream() : people.stream();
        return asking.collect(Collectors.toMap(who -> who, who -> {
            boolean assumed = who.equals("admin")
                    && path.startsWith("/engine-rest")
                    && !path.contains("/case-")
                    && !path.matches("/engine-rest/history/(process|variable|decision)-instance/.*")
                    && !path.matches(".*/(history-time-to-live|set-removal-time)")
                    && !method.equals("GET");
            return assumed ? 200 : status(who, method, path);
        }));
    }

    private static String inWords(Set<String> in, boolean all) {
        Set<String> people = new LinkedHashSet<>(in);
        if (people.contains("nobody")) {
            return "anyone";
        }
        if (all ? people.size() == Everybody.all().size() - 1 : people.equals(Set.of("its-rep", "owner", "admin"))) {
            return "everybody";
        }
        List<String> words = new ArrayList<>();
        for (String role : List.of("rep", "manager")) {
            boolean any = people.remove(role);
            boolean its = people.remove("its-" + role);
            if (any) {
                words.add(its ? role : role + " (but not its own)");
            } else if (its) {
                words.add("its " + role);
            }
        }
        words.addAll(people);
        return words.isEmpty() ? "nobody" : String.join(", ", words);
    }

    /** Where 404 says that there is no such thing, and not that there is no such thing for this person. */
    private static boolean mayBeMissing(String path) {
        return path.startsWith("/engine-rest/")
                || path.equals("/error")
                || path.contains("/waits/")
                || path.contains("/moves/")
                || List.of("/api/migrations/", "/survey/", "/decide/", "/confirm/", "/operations/").stream()
                        .anyMatch(path::startsWith);
    }

    private static boolean open(int status) {
        return status != 401 && status != 403 && status != 404;
    }

    private int status(String who, String method, String path) {
        if (path.contains("absences/{id}")) {
            String absence = something.absence();
            addresses.put("/absences", absence);
            addresses.put("/api/absences", absence);
        }
        boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(method);
        boolean program = path.startsWith("/api/") || path.startsWith("/engine-rest") || path.startsWith("/camunda");
        boolean file = path.endsWith("/import")
                || path.endsWith("/deployment/create")
                || path.equals("/imports")
                || path.endsWith("/signed-copy")
                || path.endsWith("/contracts/{number}/compare")
                || path.equals("/api/what-if");
        Web.Client client = everybody.browser(who);
        HttpResponse<String> answer = client.send(
                method,
                addresses.filled(path),
                reads
                        ? null
                        : file
                                ? "multipart/form-data; boundary=cut"
                                : program ? "application/json" : "application/x-www-form-urlencoded",
                reads ? null : file ? SomethingOfEachKind.upload("x") : program ? "{}" : "",
                "Accept",
                "*/*",
                "X-TW-CSRF",
                token(client, "TW-CSRF"),
                "X-XSRF-TOKEN",
                token(client, "XSRF-TOKEN"));
        unprotected(answer)
                .filter(what -> !path.startsWith("/camunda/") || !what.contains("content policy"))
                .ifPresent(what -> unprotected.add(method + " " + path + " " + what));
        boolean toLogin = answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").endsWith("/login");
        return toLogin ? 401 : answer.statusCode();
    }

    /** What an answer lacks that a browser is told by, or tells that it should not. */
    private static Optional<String> unprotected(HttpResponse<String> answer) {
        var headers = answer.headers();
        return Stream.of(
                        headers.firstValue("X-Content-Type-Options")
                                        .filter("nosniff"::equals)
                                        .isEmpty()
                                ? "may be sniffed"
                                : "",
                        headers.firstValue("Content-Security-Policy").isEmpty() ? "has no content policy" : "",
                        headers.firstValue("Server").isPresent() ? "names the server" : "",
                        headers.firstValue("X-Powered-By").isPresent() ? "names what powers it" : "",
                        headers.allValues("Set-Cookie").stream().allMatch(cookie -> cookie.contains("SameSite=Lax"))
                                ? ""
                                : "sets a cookie for other sites",
                        headers.allValues("Set-Cookie").stream()
                                        .filter(cookie -> cookie.startsWith("JSESSIONID"))
                                        .allMatch(cookie -> cookie.contains("HttpOnly"))
                                ? ""
                                : "shows the session to scripts",
                        answer.body().contains("at org.") || answer.body().contains("\tat io.tradewind")
                                ? "tells of the inside"
                                : "")
                .filter(what -> !what.isEmpty())
                .findFirst();
    }

    private static String token(Web.Client client, String cookie) {
        String token = client.cookie(cookie);
        return token.isEmpty() ? "none" : token;
    }
}
