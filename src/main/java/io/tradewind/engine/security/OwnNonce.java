package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives each page of Camunda's web applications the nonce of its own security policy.
 *
 * <p>They keep the nonce of the latest request, anybody's, in one place for the whole server and write that into the
 * page: when two people open Tasklist in the same moment one gets a page whose scripts their own browser refuses, and
 * sees nothing but a turning wheel.
 */
class OwnNonce extends OncePerRequestFilter {

    private static final Pattern PAGE = Pattern.compile("/camunda/app/[^/]+(/[^/]+)?/?");
    private static final Pattern IN_POLICY = Pattern.compile("'nonce-([A-Za-z0-9_-]+)'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"[A-Za-z0-9_-]*\"");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGE.matcher(Paths.of(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        String policy = page.getHeader("Content-Security-Policy");
        Matcher nonce = IN_POLICY.matcher(policy == null ? "" : policy);
        if (nonce.find()) {
            // one byte is one character here, whatever the page's encoding: only ASCII is exchanged
            String body = new String(page.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
            String own = IN_PAGE.matcher(body).replaceAll("nonce=\"" + nonce.group(1) + "\"");
            page.resetBuffer();
            page.getOutputStream().write(own.getBytes(StandardCharsets.ISO_8859_1));
        }
        page.copyBodyToResponse();
    }
}
