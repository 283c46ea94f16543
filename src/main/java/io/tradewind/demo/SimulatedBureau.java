package io.tradewind.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.credit.BureauAddress;
import io.tradewind.engine.OnDemo;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The demo's credit bureau: a small HTTP server of its own on the loopback address, asked like a real one. The same
 * customer always gets the same score; companies of the sample are as old and as large as the sample says. It can be told
 * to misbehave.
 */
@Component
@OnDemo
public class SimulatedBureau implements BureauAddress {

    /** How it answers. */
    public enum Behaviour {
        WELL("Answers well"),
        SLOW("Answers far too late"),
        DOWN("Is down"),
        GARBAGE("Answers garbage"),
        OTHER_CUSTOMER("Answers about another customer"),
        IMPOSSIBLE_SCORE("Answers an impossible score"),
        NONE("There is no bureau");

        private final String label;

        Behaviour(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Behaviour> of(@Nullable String code) {
            for (Behaviour behaviour : values()) {
                if (behaviour.code().equals(code)) {
                    return Optional.of(behaviour);
                }
            }
            return Optional.empty();
        }
    }

    private static final int TOO_LATE_SECONDS = 60;
    private static final int WORST_SCORE = 250;
    private static final int SCORES = 700;
    private static final int MOST_YEARS = 60;
    private static final int MOST_EMPLOYEES = 5000;

    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, int[]> sample = new LinkedHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads;

    private volatile Behaviour behaviour;
    private volatile CountDownLatch waiting = new CountDownLatch(1);

    SimulatedBureau(ObjectMapper json, Clock clock, @Value("${tradewind.demo-bureau:well}") String behaviour) {
        this.json = json;
        this.clock = clock;
        this.behaviour = Behaviour.of(behaviour).orElse(Behaviour.WELL);
        SampleFiles.rows("accounts.csv")
                .forEach(row -> sample.put(row.getField("account"), new int[] {
                    Integer.parseInt(row.getField("year_established")), Integer.parseInt(row.getField("employees"))
                }));
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "demo-bureau");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's credit bureau cannot listen", e);
        }
        server.setExecutor(threads);
        server.createContext("/reports", this::answer);
        server.start();
    }

    @PreDestroy
    void stop() {
        behave(Behaviour.DOWN);
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public Optional<URI> url() {
        return behaviour == Behaviour.NONE
                ? Optional.empty()
                : Optional.of(URI.create("http://" + server.getAddress().getHostString() + ":"
                        + server.getAddress().getPort()));
    }

    /** Tells it how to answer from now on; whoever waits for a slow answer is let go. */
    public void behave(Behaviour wanted) {
        behaviour = wanted;
        CountDownLatch before = waiting;
        waiting = new CountDownLatch(1);
        before.countDown();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /** 250 to 949, always the same for a name. */
    public static int score(String name) {
        return WORST_SCORE + (int) (chance(name, "score") % SCORES);
    }

    /** 0 to 59, of a company that is not in the sample. */
    public static int yearsInBusiness(String name) {
        return (int) (chance(name, "years") % MOST_YEARS);
    }

    private static long chance(String name, String what) {
        CRC32 sum = new CRC32();
        sum.update((what + name).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = json.readTree(exchange.getRequestBody().readAllBytes());
            String inquiry = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            switch (behaviour) {
                case SLOW -> {
                    await();
                    send(exchange, 200, json.writeValueAsString(report(question, inquiry)));
                }
                case DOWN, NONE -> send(exchange, 503, "");
                case GARBAGE -> send(exchange, 200, "<html>It works!</html>");
                case OTHER_CUSTOMER -> send(exchange, 200, changed(report(question, inquiry), "customer", "K-999999"));
                case IMPOSSIBLE_SCORE -> send(exchange, 200, changed(report(question, inquiry), "score", 12_000));
                case WELL -> send(exchange, 200, json.writeValueAsString(report(question, inquiry)));
            }
        }
    }

    private void await() {
        try {
            waiting.await(TOO_LATE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String changed(Map<String, Object> report, String field, Object value) throws IOException {
        report.put(field, value);
        return json.writeValueAsString(report);
    }

    private Map<String, Object> report(JsonNode question, @Nullable String inquiry) {
        String name = question.path("name").asText();
        int[] known = sample.get(name);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("customer", question.path("customer").asText());
        report.put("reference", "CB-" + chance(String.valueOf(inquiry), name));
        report.put("score", score(name));
        report.put(
                "yearsInBusiness",
                known == null
                        ? chance(name, "years") % MOST_YEARS
                        : LocalDate.now(clock).getYear() - known[0]);
        report.put("employees", known == null ? 1 + chance(name, "size") % MOST_EMPLOYEES : known[1]);
        return report;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
