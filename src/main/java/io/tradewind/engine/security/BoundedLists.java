package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The web applications ask for some lists (the versions of a process, of a decision) without saying how many they can show,
 * and the engine refuses a list without an end. Such a question gets as many as anybody may have; whoever asks for more is
 * refused as ever, and so are programs, which can count.
 */
class BoundedLists extends OncePerRequestFilter {

    private static final String HOW_MANY = "maxResults";

    /** What is no list leaves the number unread. The engine's own figures have another limit of their own. */
    private static final Pattern LISTS =
            Pattern.compile("/camunda/api/(engine|cockpit)/(?!engine/[^/]+/metrics(/|$)).*", Pattern.DOTALL);

    private static final Set<String> ASKING = Set.of("GET", "HEAD", "POST");

    private final int most;

    BoundedLists(int most) {
        this.most = most;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ASKING.contains(request.getMethod())
                || !LISTS.matcher(Paths.of(request)).matches()
                || saysHowMany(request.getQueryString());
    }

    private static boolean saysHowMany(@Nullable String query) {
        return query != null && ("&" + query).contains("&" + HOW_MANY + "=");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String asked = request.getQueryString();
        String bounded = (asked == null || asked.isEmpty() ? "" : asked + "&") + HOW_MANY + "=" + most;
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getQueryString() {
                        return bounded;
                    }
                },
                response);
    }
}
