package io.tradewind.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.credit.NoBureauAnswer.Kind;
import io.tradewind.customer.Customer;
import io.tradewind.support.MutableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** The client against a real HTTP server that does everything a bureau may do wrong. */
class HttpCreditBureauTests {

    private static final Customer ACME =
            new Customer(7, "K-000007", "Acme", null, null, "DE123", null, "Germany", null, null, "C", null);

    private static final String GOOD =
            """
            {"customer": "K-000007", "reference": "CB-1", "score": 712, "yearsInBusiness": 14, "employees": 230}
            """;

    private final MutableClock clock = new MutableClock();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile HttpHandler answer = exchange -> send(exchange, 200, GOOD);

    @BeforeEach
    void aBureau() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/reports", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void gone() {
        testIsOver.countDown();
        server.stop(0);
        threads.shutdownNow();
        clock.reset();
    }

    @Test
    void aReportIsReadAndTheQuestionSaysWhoIsMeant() {
        assertThat(bureau(1).ask(ACME, "TW-1")).isEqualTo(new BureauReport("CB-1", 712, 14, 230));
        assertThat(asked)
                .containsExactly(
                        "TW-1 Bearer secret {\"customer\":\"K-000007\",\"name\":\"Acme\",\"taxNumber\":\"DE123\",\"country\":\"Germany\"}");
    }

    @Test
    void whatTheBureauDoesNotKnowIsUnknown() {
        answer = exchange -> send(exchange, 200, "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":0}");

        assertThat(bureau(1).ask(ACME, "TW-1")).isEqualTo(new BureauReport("CB-1", 0, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>It works!</html>",
                "[]",
                "null",
                "{\"customer\":\"K-000008\",\"reference\":\"CB-1\",\"score\":712}",
                "{\"reference\":\"CB-1\",\"score\":712}",
                "{\"customer\":\"K-000007\",\"score\":712}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\"}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":1001}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":-1}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":71.5}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":\"712\"}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":99999999999}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":712,\"yearsInBusiness\":-3}",
                "{\"customer\":\"K-000007\",\"reference\":\"CB-1\",\"score\":712,\"employees\":\"many\"}",
            })
    void nonsenseIsNotBelievedAndNotAskedForTwice(String nonsense) {
        answer = exchange -> send(exchange, 200, nonsense);

        assertThat(failure(bureau(3)).kind()).isEqualTo(Kind.WRONG);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] rubbish = " ".repeat(4096).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                while (testIsOver.getCount() > 0) {
                    body.write(rubbish);
                }
            }
        };

        assertThat(failure(bureau(1)).kind()).isEqualTo(Kind.WRONG);
    }

    @Test
    void aServerThatIsDownIsAskedAgainWithTheSameReference() {
        answer = exchange -> send(exchange, asked.size() < 3 ? 503 : 200, GOOD);

        assertThat(bureau(3).ask(ACME, "TW-1").score()).isEqualTo(712);
        assertThat(asked).hasSize(3).allMatch(question -> question.startsWith("TW-1 "));
    }

    @Test
    void afterTheLastAttemptItIsDown() {
        answer = exchange -> send(exchange, 500, "");

        assertThat(failure(bureau(3))).hasMessageContaining("status 500");
        assertThat(asked).hasSize(3);
    }

    @Test
    void whoIsNotThereIsDown() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }

        NoBureauAnswer failure = failure(bureau("http://127.0.0.1:" + closed, 2));

        assertThat(failure.kind()).isEqualTo(Kind.DOWN);
        assertThat(failure).hasMessage("it cannot be reached");
    }

    @Test
    void aBureauThatNeverAnswersIsSlow() {
        answer = exchange -> holdOn();

        assertThat(failure(bureau(1)).kind()).isEqualTo(Kind.SLOW);
    }

    @Test
    void aBureauThatNeverEndsItsAnswerIsSlow() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            holdOn();
        };

        assertThat(failure(bureau(1)).kind()).isEqualTo(Kind.SLOW);
    }

    @Test
    void whomItDoesNotKnowItDoesNotKnow() {
        answer = exchange -> send(exchange, 404, "");

        assertThat(failure(bureau(3)).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            send(exchange, 302, "");
        };

        assertThat(failure(bureau(3)).kind()).isEqualTo(Kind.WRONG);
    }

    @Test
    void whoFailsTooOftenIsLeftAloneUntilOneQuestionSucceeds() {
        HttpCreditBureau bureau = bureau(1);
        answer = exchange -> send(exchange, 503, "");
        failure(bureau);
        failure(bureau);
        failure(bureau);

        assertThat(failure(bureau)).hasMessageContaining("left alone");
        assertThat(asked).as("open: nobody asked").hasSize(3);

        clock.forward(Duration.ofMinutes(2));
        assertThat(failure(bureau)).hasMessageContaining("503");
        assertThat(failure(bureau)).hasMessageContaining("left alone");
        assertThat(asked).as("half open: one question, which failed").hasSize(4);

        clock.forward(Duration.ofMinutes(2));
        answer = exchange -> send(exchange, 200, GOOD);
        assertThat(bureau.ask(ACME, "TW-9").score()).isEqualTo(712);
        assertThat(bureau.ask(ACME, "TW-9").score()).as("closed again").isEqualTo(712);
    }

    @Test
    void notKnowingSomebodyIsNoFailureOfTheBureau() {
        HttpCreditBureau bureau = bureau(1);
        answer = exchange -> send(exchange, 404, "");
        for (int times = 0; times < 10; times++) {
            assertThat(failure(bureau).kind()).isEqualTo(Kind.UNKNOWN);
        }
    }

    @Test
    void withoutAnAddressNobodyIsAsked() {
        assertThat(bureau("", 1).setUp()).isFalse();
        assertThat(failure(bureau("", 1)).kind()).isEqualTo(Kind.DOWN);
    }

    private static NoBureauAnswer failure(CreditBureau bureau) {
        NoBureauAnswer failure = catchThrowableOfType(NoBureauAnswer.class, () -> bureau.ask(ACME, "TW-1"));
        assertThat(failure).isNotNull();
        return failure;
    }

    private HttpCreditBureau bureau(int attempts) {
        return bureau("http://127.0.0.1:" + server.getAddress().getPort(), attempts);
    }

    private HttpCreditBureau bureau(String url, int attempts) {
        ObjectProvider<BureauAddress> nobody = new DefaultListableBeanFactory().getBeanProvider(BureauAddress.class);
        BureauSettings settings = new BureauSettings(
                url,
                "secret",
                Duration.ofSeconds(2),
                Duration.ofMillis(400),
                attempts,
                Duration.ofMillis(1),
                3,
                Duration.ofMinutes(1),
                30);
        return new HttpCreditBureau(settings, nobody, new ObjectMapper(), clock);
    }

    private void holdOn() {
        try {
            testIsOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
