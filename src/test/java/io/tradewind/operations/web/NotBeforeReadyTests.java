package io.tradewind.operations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What comes to a node while it starts. */
class NotBeforeReadyTests {

    @Test
    void aRequestWaitsForTheStart() throws Exception {
        NotBeforeReady filter = new NotBeforeReady(Duration.ofMinutes(1), 1);
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> ask(filter, "/cockpit"));
        filter.on(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));
        assertThat(waiting.get(1, TimeUnit.MINUTES).passed()).isTrue();
    }

    @Test
    void aStartThatTakesLongerIsSaid() {
        Answer answer = ask(new NotBeforeReady(Duration.ZERO, 1), "/api/leads");
        assertThat(answer.passed()).isFalse();
        assertThat(answer.response().getStatus()).isEqualTo(503);
        assertThat(answer.response().getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void whoeverFindsNoPlaceToWaitIsToldAtOnceAndHealthAlwaysAnswers() {
        NotBeforeReady filter = new NotBeforeReady(Duration.ofDays(1), 0);
        assertThat(ask(filter, "/api/leads").response().getStatus()).isEqualTo(503);
        assertThat(ask(filter, "/actuator/health/readiness").passed()).isTrue();
    }

    private record Answer(boolean passed, MockHttpServletResponse response) {}

    private static Answer ask(NotBeforeReady filter, String path) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        try {
            filter.doFilter(new MockHttpServletRequest("POST", path), response, chain);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return new Answer(chain.getRequest() != null, response);
    }
}
