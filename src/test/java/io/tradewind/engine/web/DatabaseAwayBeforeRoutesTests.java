package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import io.tradewind.engine.database.DatabaseWatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseAwayBeforeRoutesTests {

    private static final RuntimeException AWAY = new DataAccessResourceFailureException(
            "login_failure", new SQLException("This connection has been closed.", "08003"));

    private final DatabaseWatch database = mock();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/engine-rest/task/1/complete");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void isThereAsFarAsAnybodyKnows() {
        given(database.isWorthAsking()).willReturn(true);
    }

    @Test
    void tellsProgramsToTryAgain() throws Exception {
        new DatabaseAwayBeforeRoutes(database).doFilter(request, response, failing(AWAY));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503", "The database cannot be used just now.");
    }

    @Test
    void showsPeopleThePage() throws Exception {
        request.addHeader("Accept", "text/html,application/xhtml+xml");

        new DatabaseAwayBeforeRoutes(database).doFilter(request, response, failing(AWAY));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.isCommitted()).as("as an error, which has a page").isTrue();
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void leavesEveryOtherErrorAlone() {
        RuntimeException other = new IllegalStateException("something else");

        assertThatThrownBy(() -> new DatabaseAwayBeforeRoutes(database).doFilter(request, response, failing(other)))
                .isSameAs(other);
    }

    @Test
    void whoComesAfterSomebodyWaitedInVainIsToldAtOnce() throws Exception {
        given(database.isWorthAsking()).willReturn(false);

        new DatabaseAwayBeforeRoutes(database)
                .doFilter(request, response, failing(new IllegalStateException("must not get there")));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void noticesThatItIsAwayWhoeverAnsweredSo() throws Exception {
        new DatabaseAwayBeforeRoutes(database)
                .doFilter(request, response, (asked, answer) -> ((HttpServletResponse) answer).setStatus(503));
        then(database).should().missed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/css/tradewind.css"})
    void holdsUpNothingThatNeedsNoDatabase(String address) throws Exception {
        given(database.isWorthAsking()).willReturn(false);
        MockFilterChain chain = new MockFilterChain();

        new DatabaseAwayBeforeRoutes(database).doFilter(new MockHttpServletRequest("GET", address), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void whoLogsInToBeToldMoreOfTheNodeIsToldAtOnceToo() throws Exception {
        given(database.isWorthAsking()).willReturn(false);
        MockHttpServletRequest health = new MockHttpServletRequest("GET", "/actuator/health");
        health.addHeader("Authorization", "Basic YWRhOmFkYQ==");

        new DatabaseAwayBeforeRoutes(database)
                .doFilter(health, response, failing(new IllegalStateException("must not get there")));

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void aDatabaseThatGoesWhileTheNodeTellsHowItStandsIsNoFailureEither() throws Exception {
        new DatabaseAwayBeforeRoutes(database)
                .doFilter(new MockHttpServletRequest("GET", "/actuator/health"), response, failing(AWAY));

        assertThat(response.getStatus()).isEqualTo(503);
    }

    private static FilterChain failing(RuntimeException thrown) {
        return (request, response) -> {
            throw thrown;
        };
    }
}
