package io.tradewind.engine.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.examination.Reading;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/** The engine's REST interface takes a whole upload into memory before anybody can look at it; this one is not taken. */
@Component
class DeploymentSize extends OncePerRequestFilter {

    private static final long LARGEST = 2L * Reading.LARGEST_FILE;

    /** So that whoever sends too much gets to read the answer; nothing of it is kept. */
    private static final long MOST_DISCARDED = 200L * 1024 * 1024;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !UrlPathHelper.defaultInstance
                        .getPathWithinApplication(request)
                        .contains("/deployment/create");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length >= 0 && length <= LARGEST) {
            chain.doFilter(request, response);
            return;
        }
        String message = length < 0
                ? "Nothing was deployed: the upload does not say how long it is. Send it with a Content-Length."
                : "Nothing was deployed: the upload is too big, " + length / (1024 * 1024) + " MB, and "
                        + LARGEST / (1024 * 1024)
                        + " MB are allowed. A model is small, so something else was attached to it.";
        discard(request.getInputStream());
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getWriter(), Map.of("type", "Refused", "message", message, "field", "deployment"));
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = MOST_DISCARDED;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = body.read(buffer);
        }
    }
}
