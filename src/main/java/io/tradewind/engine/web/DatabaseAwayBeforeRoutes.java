package io.tradewind.engine.web;

import io.tradewind.engine.database.DatabaseWatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers as {@link Problems} does when the database goes before a route is reached: the login itself asks it whether there
 * were too many attempts, and who this is. Once somebody has waited for it in vain, everybody is told so at once until it
 * answers again, or all threads would stand waiting and none could even tell how the node stands.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DatabaseAwayBeforeRoutes extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayBeforeRoutes.class);

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(
                    HttpStatus.SERVICE_UNAVAILABLE.getReasonPhrase(),
                    HttpStatus.SERVICE_UNAVAILABLE.value(),
                    Problems.DATABASE_AWAY);

    private final DatabaseWatch database;

    DatabaseAwayBeforeRoutes(DatabaseWatch database) {
        this.database = database;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (needsDatabase(request) && !database.isWorthAsking()) {
            answer(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
            if (response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                database.missed();
            }
        } catch (RuntimeException | ServletException thrown) {
            if (response.isCommitted() || !Problems.databaseAway(thrown)) {
                throw thrown;
            }
            log.error(
                    "{} {} failed: the database cannot be used", request.getMethod(), request.getRequestURI(), thrown);
            database.missed();
            answer(request, response);
        }
    }

    /** How the node stands is told without it, unless somebody logs in to be told more, and so is what a page is made up with. */
    private static boolean needsDatabase(HttpServletRequest request) {
        String address =
                request.getRequestURI().substring(request.getContextPath().length());
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || !address.startsWith("/actuator/health") && !address.matches(".*\\.(css|js|svg|png|ico|woff2?)");
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setHeader(HttpHeaders.RETRY_AFTER, Problems.TRY_AGAIN_SECONDS);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(PROBLEM);
    }
}
