package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever is sent to an interface of ours: an answer in words, never a failure, and nothing is written where it is refused. */
@TradewindTest
class FuzzedInterfacesTests extends Fuzzing {

    /** For fields whose names the interface does not tell by a record. */
    private static final List<String> NAMES = List.of(
            "id",
            "ids",
            "answer",
            "comment",
            "reason",
            "amount",
            "currency",
            "lines",
            "product",
            "quantity",
            "discount",
            "on",
            "from",
            "to",
            "userId",
            "event",
            "at",
            "note",
            "number",
            "key",
            "why",
            "process",
            "invoice",
            "items");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    FuzzedInterfacesTests(@Autowired JdbcClient jdbc) {
        super(jdbc);
    }

    @Test
    void everyInterface() {
        Set<String> reached = new TreeSet<>();
        written.look();
        JqwikSession.run(() -> mappings.getHandlerMethods().forEach((info, method) -> info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.contains("import") && !path.contains("demo"))
                .forEach(path -> info.getMethodsCondition().getMethods().forEach(verb -> {
                    reached.add(verb + " " + path);
                    call(verb.name(), path, method);
                }))));

        System.out.printf("Fuzzed %d interfaces, seed %d: %s%n", reached.size(), SEED, answers);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(reached).hasSize(42);
    }

    private void call(String verb, String path, HandlerMethod method) {
        for (String user : List.of("darcel-schlecht", "finance", "support", "logistics", "owner", "admin")) {
            if (call(verb, path, method, user)) {
                written.look();
            }
        }
        Set<String> changed = written.since();
        if (!changed.isEmpty()) {
            failures.add(changed + " " + verb + " " + path + " was refused and wrote");
        }
    }

    /** @return whether anything was taken */
    private boolean call(String verb, String path, HandlerMethod method, String user) {
        boolean taken = false;
        List<String> names = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .map(parameter -> names(parameter.getParameterType()))
                .orElse(NAMES);
        for (int round = 0; round < ROUNDS; round++) {
            String filled = path.replaceAll(
                    "\\{[^/]*}",
                    java.util.regex.Matcher.quoteReplacement(odd.oneOf(
                            "1",
                            "0",
                            "-1",
                            "99999999999999999999",
                            "D-2026-000001",
                            "x%20y",
                            "%27--",
                            "%F0%9F%92%A9",
                            "a".repeat(300))));
            boolean reads = verb.equals("GET");
            String body = reads ? null : round == 0 ? odd.value() : "{" + odd.pairs(names, odd::value) + "}";
            String asked = reads
                    ? filled + "?" + odd.oneOf("q", "from", "period", "region", "before", "limit", "rep") + "="
                            + odd.oneOf("", "-1", "99999999999999", "%27", "2026-02-30", "%F0%9F%92%A9")
                    : filled;
            HttpResponse<String> answer = web.program(user)
                    .send(
                            verb,
                            asked,
                            reads ? null : "application/json",
                            body,
                            "Idempotency-Key",
                            UUID.randomUUID().toString());
            taken |= judge(answer, verb + " " + asked + " by " + user, String.valueOf(body)) && !reads;
        }
        return taken;
    }

    private static List<String> names(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : NAMES;
    }
}
