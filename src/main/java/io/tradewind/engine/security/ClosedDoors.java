package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Doors of Camunda's web applications that do not exist here.
 *
 * <p>The set-up page makes an administrator without a login whenever the group camunda-admin has no member
 * (CVE-2026-77226, never repaired in 7.24.0). The web applications' own login would let one person act under another's
 * session; there is one login, ours.
 */
class ClosedDoors extends OncePerRequestFilter {

    private static final Pattern CLOSED =
            Pattern.compile("/camunda/api/[^/]+/(setup(/.*)?|auth/user/[^/]+/login(/.*)?)", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CLOSED.matcher(Paths.of(request)).matches()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }
}
