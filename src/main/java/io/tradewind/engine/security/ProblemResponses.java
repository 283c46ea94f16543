package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** 401 and 403 as problem details (RFC 9457), for programs and for scripts of pages. */
class ProblemResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        // a browser would answer the challenge with a dialog of its own and remember the password for good
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Tradewind\", charset=\"UTF-8\"");
        }
        write(response, 401, "Unauthorized", "Log in, or send user name and password with HTTP Basic.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (cause instanceof CsrfException && request.getHeader("Authorization") == null && isNobody()) {
            commence(request, response, new InsufficientAuthenticationException("Nobody is logged in", cause));
            return;
        }
        write(response, 403, "Forbidden", cause instanceof CsrfException ? token(request) : "You may not do this.");
    }

    private static String token(HttpServletRequest request) {
        boolean webapps = Paths.under("/camunda").matches(request);
        return "The header %s must carry the value of the cookie %s; reload the page and try again."
                .formatted(
                        webapps ? CsrfConstants.CSRF_TOKEN_HEADER_NAME : SecurityConfiguration.CSRF_HEADER,
                        webapps ? CsrfConstants.CSRF_TOKEN_DEFAULT_COOKIE_NAME : SecurityConfiguration.CSRF_COOKIE);
    }

    /** Who this is cannot be seen just now. */
    void unavailable(HttpServletResponse response) throws IOException {
        write(response, 503, "Service Unavailable", "The database cannot be used just now. Try again in a moment.");
    }

    /** The token is looked at before the login; to somebody without either it would be the wrong thing to ask for. */
    private static boolean isNobody() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return person == null || person instanceof AnonymousAuthenticationToken;
    }

    private static void write(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail));
    }
}
