package io.tradewind.engine.security;

import io.tradewind.engine.Texts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what no database can keep in the address or in a page's form, before anybody reads it. */
class CleanParameters extends OncePerRequestFilter {

    /** The engine's interfaces read their bodies themselves. */
    private static final RequestMatcher ENGINE = Paths.under("/engine-rest", "/camunda");

    /** Whose pages say it at the field, with everything else as it was typed. */
    private static final RequestMatcher SAID_BY_PAGE = Paths.under("/company");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> dirty = inAddress(request.getQueryString()).or(() -> inForm(request));
        if (dirty.isPresent()) {
            DirtyText.refuse(request, response, dirty.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> inAddress(@Nullable String query) {
        return query == null || query.indexOf('%') < 0
                ? Optional.empty()
                : Stream.of(query.split("&"))
                        .filter(parameter -> !Texts.clean(decoded(parameter)))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .findFirst();
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return ""; // whoever reads it says so
        }
    }

    private static Optional<String> inForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                        || ENGINE.matches(request)
                        || SAID_BY_PAGE.matches(request)
                ? Optional.empty()
                : request.getParameterMap().entrySet().stream()
                        .filter(parameter -> !Texts.clean(parameter.getKey())
                                || !Stream.of(parameter.getValue()).allMatch(Texts::clean))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }
}
