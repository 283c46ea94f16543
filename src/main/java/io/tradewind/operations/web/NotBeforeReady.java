package io.tradewind.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A node's port is open some seconds before its models and rights are there. A proxy that tries it again in these seconds
 * must not show anybody an error: the request waits.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NotBeforeReady extends OncePerRequestFilter {

    private static final long LONGEST_SECONDS = 90;

    private final CountDownLatch ready = new CountDownLatch(1);

    @EventListener
    void on(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            ready.countDown();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ready.getCount() > 0 && !request.getRequestURI().contains("/actuator/health")) {
            await();
        }
        chain.doFilter(request, response);
    }

    private void await() {
        try {
            if (!ready.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                logger.warn("A request goes on before this node is ready");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
