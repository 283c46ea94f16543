package io.tradewind.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A credit bureau that answers well, too late, with rubbish, about somebody else, with an error, or not at all. */
final class MoodyBureau implements AutoCloseable {

    private static final Duration TOO_LONG = Duration.ofMillis(1500);
    private static final Pattern CUSTOMER = Pattern.compile("\"customer\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpServer server;
    private final Random random;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> answeredWell = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> moods = new ConcurrentSkipListMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "bureau");
        thread.setDaemon(true);
        return thread;
    });

    MoodyBureau(long seed) {
        random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/reports", this::report);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The questions it got, each counted once however often it was repeated. */
    Set<String> asked() {
        return asked;
    }

    /** Those of them that it answered as it should, at least once. */
    Set<String> answeredWell() {
        return answeredWell;
    }

    /** How often it was how. */
    Map<String, Integer> moods() {
        return moods;
    }

    private void report(HttpExchange exchange) throws IOException {
        String question = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        asked.add(question);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher customer = CUSTOMER.matcher(body);
        String report = "{\"customer\": \"" + (customer.find() ? customer.group(1) : "") + "\", \"reference\": \"R-"
                + question + "\", \"score\": 720, \"yearsInBusiness\": 12, \"employees\": 80}";
        switch (mood()) {
            case "well" -> {
                answeredWell.add(question);
                answer(exchange, 200, report);
            }
            case "slow" -> {
                pause();
                answer(exchange, 200, report);
            }
            case "rubbish" -> answer(exchange, 200, "<html><body>Maintenance</body></html>");
            case "about-another" -> answer(exchange, 200, report.replaceFirst("\"customer\": \"", "$0Not "));
            case "error" -> answer(exchange, 503, "");
            default -> exchange.close();
        }
    }

    private synchronized String mood() {
        int throwOfDice = random.nextInt(100);
        String mood = throwOfDice < 40
                ? "well"
                : throwOfDice < 55
                        ? "slow"
                        : throwOfDice < 65
                                ? "rubbish"
                                : throwOfDice < 75 ? "about-another" : throwOfDice < 88 ? "error" : "gone";
        moods.merge(mood, 1, Integer::sum);
        return mood;
    }

    private void pause() {
        try {
            closed.await(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
