package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Addresses as the server resolves them, whichever servlet answers. (Spring's own path matchers look at one servlet
 * only and would leave the engine's REST servlets unprotected.)
 */
final class Paths {

    private Paths() {}

    /** The decoded path without the application's own prefix. */
    static String of(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Each root itself and everything below it. */
    static RequestMatcher under(String... roots) {
        return request -> {
            String path = of(request);
            for (String root : roots) {
                if (path.equals(root) || path.startsWith(root + "/")) {
                    return true;
                }
            }
            return false;
        };
    }
}
