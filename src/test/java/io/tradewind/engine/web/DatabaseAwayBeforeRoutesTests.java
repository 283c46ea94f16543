package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseAwayBeforeRoutesTests {

    private static final RuntimeException AWAY = new DataAccessResourceFailureException(
            "login_failure", new SQLException("This connection has been closed.", "08003"));

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/engine-rest/task/1/complete");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void tellsProgramsToTryAgain() throws Exception {
        new DatabaseAwayBeforeRoutes().doFilter(request, response, failing(AWAY));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503", "The database cannot be used just now.");
    }

    @Test
    void showsPeopleThePage() throws Exception {
        request.addHeader("Accept", "text/html,application/xhtml+xml");

        new DatabaseAwayBeforeRoutes().doFilter(request, response, failing(AWAY));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.isCommitted()).as("as an error, which has a page").isTrue();
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void leavesEveryOtherErrorAlone() {
        RuntimeException other = new IllegalStateException("something else");

        assertThatThrownBy(() -> new DatabaseAwayBeforeRoutes().doFilter(request, response, failing(other)))
                .isSameAs(other);
    }

    private static FilterChain failing(RuntimeException thrown) {
        return (request, response) -> {
            throw thrown;
        };
    }
}
