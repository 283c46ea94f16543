package io.tradewind.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.tradewind.credit.NoBureauAnswer.Kind;
import io.tradewind.customer.Customer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Asks over HTTP: {@code POST <url>/reports} with {@code customer}, {@code name}, {@code taxNumber} and {@code country};
 * the answer repeats {@code customer} and has {@code reference}, {@code score}, {@code yearsInBusiness} and
 * {@code employees}. What it says is believed only within bounds.
 */
@Component
class HttpCreditBureau implements CreditBureau {

    private static final Logger log = LoggerFactory.getLogger(HttpCreditBureau.class);

    /** A report is a few hundred bytes; nobody shall fill our memory. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final int BEST_SCORE = 1000;
    private static final int MOST_YEARS = 1000;
    private static final int MOST_EMPLOYEES = 10_000_000;
    private static final int LONGEST_REFERENCE = 100;
    private static final double WAIT_GROWS_BY = 2;
    private static final double LEFT_TO_CHANCE = 0.5;

    private final BureauSettings settings;
    private final ObjectProvider<BureauAddress> addresses;
    private final ObjectMapper json;
    private final SingletonSupplier<RestClient> http;
    private final Retry retry;
    private final CircuitBreaker breaker;

    HttpCreditBureau(BureauSettings settings, ObjectProvider<BureauAddress> addresses, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.addresses = addresses;
        this.json = json;
        this.http = SingletonSupplier.of(() -> client(settings)); // a company without a bureau never needs it
        this.retry = Retry.of(
                "credit-bureau",
                RetryConfig.custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                settings.firstWait(), WAIT_GROWS_BY, LEFT_TO_CHANCE))
                        .retryOnException(HttpCreditBureau::mayPassSoon)
                        .build());
        this.breaker = CircuitBreaker.of(
                "credit-bureau",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.failuresToOpen(),
                                settings.failuresToOpen(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .ignoreException(
                                failure -> failure instanceof NoBureauAnswer answer && answer.kind() == Kind.UNKNOWN)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "The credit bureau's circuit breaker goes {}",
                        event.getStateTransition().getToState()));
    }

    private static RestClient client(BureauSettings settings) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(settings.readTimeout());
        return RestClient.builder().requestFactory(factory).build();
    }

    private static boolean mayPassSoon(Throwable failure) {
        return failure instanceof NoBureauAnswer answer && (answer.kind() == Kind.DOWN || answer.kind() == Kind.SLOW);
    }

    @Override
    public boolean setUp() {
        return url().isPresent();
    }

    /** The settings first, then whatever else is there. */
    private Optional<URI> url() {
        return settings.url().isBlank()
                ? addresses.stream()
                        .map(BureauAddress::url)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.of(URI.create(settings.url()));
    }

    @Override
    public BureauReport ask(Customer customer, String inquiry) {
        URI url = url().orElseThrow(() -> new NoBureauAnswer(Kind.DOWN, "no credit bureau is set up"));
        Supplier<BureauReport> once = CircuitBreaker.decorateSupplier(breaker, () -> send(url, customer, inquiry));
        try {
            return Retry.decorateSupplier(retry, once).get();
        } catch (CallNotPermittedException e) {
            throw new NoBureauAnswer(Kind.DOWN, "it has failed too often and is left alone for a while");
        }
    }

    private BureauReport send(URI url, Customer customer, String inquiry) {
        long askedAt = System.nanoTime();
        try {
            return http.obtain()
                    .post()
                    .uri(url + "/reports")
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> identify(headers, inquiry))
                    .body(question(customer))
                    .exchange((request, response) -> report(response, customer), false);
        } catch (ResourceAccessException e) {
            throw noAnswer(e, Duration.ofNanos(System.nanoTime() - askedAt));
        }
    }

    private void identify(HttpHeaders headers, String inquiry) {
        headers.set("Idempotency-Key", inquiry);
        if (!settings.key().isBlank()) {
            headers.setBearerAuth(settings.key());
        }
    }

    private static Map<String, @Nullable String> question(Customer customer) {
        Map<String, @Nullable String> question = new LinkedHashMap<>();
        question.put("customer", customer.number());
        question.put("name", customer.name());
        question.put("taxNumber", customer.taxNumber());
        question.put("country", customer.country());
        return question;
    }

    /** An answer that breaks off after the time is up was cut off by ourselves. */
    private NoBureauAnswer noAnswer(ResourceAccessException failure, Duration waited) {
        boolean connecting = failure.getCause() instanceof HttpConnectTimeoutException;
        return !connecting && waited.compareTo(settings.readTimeout()) >= 0
                ? new NoBureauAnswer(Kind.SLOW, "it did not answer in time")
                : new NoBureauAnswer(Kind.DOWN, "it cannot be reached");
    }

    /** Closes the body itself: Spring would first read what is left of it, however much that is. */
    private BureauReport report(ClientHttpResponse response, Customer customer) throws IOException {
        try (InputStream body = response.getBody()) {
            HttpStatusCode status = response.getStatusCode();
            if (status.value() == 404) {
                throw new NoBureauAnswer(Kind.UNKNOWN, "it does not know this customer");
            }
            if (status.is5xxServerError() || status.value() == 429) {
                throw new NoBureauAnswer(Kind.DOWN, "it cannot answer now (status " + status.value() + ")");
            }
            if (status.value() != 200) {
                throw wrong("it refuses the question (status " + status.value() + ")");
            }
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong("its answer is far too long for a report");
            }
            return checked(bytes, customer);
        }
    }

    private BureauReport checked(byte[] bytes, Customer customer) {
        JsonNode answer = tree(bytes);
        if (!customer.number().equals(answer.path("customer").asText())) {
            throw wrong("its answer is about another customer");
        }
        String reference = answer.path("reference").asText();
        if (reference.isBlank()
                || reference.length() > LONGEST_REFERENCE
                || reference.chars().anyMatch(Character::isISOControl)) {
            throw wrong("its answer has no usable reference");
        }
        Integer score = whole(answer, "score", BEST_SCORE);
        if (score == null) {
            throw wrong("its answer has no score");
        }
        return new BureauReport(
                reference,
                score,
                whole(answer, "yearsInBusiness", MOST_YEARS),
                whole(answer, "employees", MOST_EMPLOYEES));
    }

    private JsonNode tree(byte[] bytes) {
        try {
            JsonNode answer = json.readTree(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            log.debug("Not JSON", e);
        }
        throw wrong("its answer cannot be read");
    }

    private static @Nullable Integer whole(JsonNode answer, String field, int most) {
        JsonNode value = answer.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0 || value.asInt() > most) {
            throw wrong("its answer has an impossible " + field);
        }
        return value.asInt();
    }

    private static NoBureauAnswer wrong(String why) {
        return new NoBureauAnswer(Kind.WRONG, why);
    }
}
