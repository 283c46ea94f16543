package io.tradewind.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A node's port is open some seconds before its models and rights are there. A proxy that tries it again in these seconds
 * must not show anybody an error: the request waits. Where the start takes longer, or so many wait that none could ask for
 * its health any more, it says so, and nothing was done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NotBeforeReady extends OncePerRequestFilter {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_WAITING = 50;
    private static final String TRY_AGAIN_SECONDS = "5";

    private final CountDownLatch ready = new CountDownLatch(1);
    private final Semaphore places;
    private final Duration longest;

    @Autowired
    NotBeforeReady() {
        this(LONGEST, MOST_WAITING);
    }

    NotBeforeReady(Duration longest, int mostWaiting) {
        this.longest = longest;
        this.places = new Semaphore(mostWaiting);
    }

    @EventListener
    void on(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            ready.countDown();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ready.getCount() == 0 || request.getRequestURI().contains("/actuator/health") || cameInTime()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS);
            // no page: what draws pages may not be there yet
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("Tradewind is starting. Nothing was done; try again in a few seconds.");
        }
    }

    private boolean cameInTime() {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return ready.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }
}
