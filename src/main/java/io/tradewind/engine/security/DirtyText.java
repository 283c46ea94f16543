package io.tradewind.engine.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;

/** The answer to text that no database can keep. */
final class DirtyText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 60;

    private DirtyText() {}

    static void refuse(HttpServletRequest request, HttpServletResponse response, String field) throws IOException {
        String accept = request.getHeader("Accept");
        if (accept != null
                && accept.contains("text/html")
                && !Paths.under("/api", "/engine-rest").matches(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String name = field.substring(0, Math.min(LONGEST_NAME, field.length())).replaceAll("[^\\w.\\-]", "?");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "Unprocessable Entity");
        problem.put("status", 422);
        problem.put("detail", "'" + name + "' contains characters that cannot be kept (U+0000 or half a character).");
        problem.put("field", name);
        response.setStatus(422);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
