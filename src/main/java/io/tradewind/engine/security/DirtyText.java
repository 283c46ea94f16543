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
        Map<String, Object> problem = problem("'" + name + "' contains characters that cannot be kept (control"
                + " characters, those that turn the text's direction around, or half a character).");
        problem.put("field", name);
        write(response, problem);
    }

    /** JSON beyond what anybody means: nested a thousand deep, a number of a thousand digits. */
    static void refuseBody(HttpServletResponse response) throws IOException {
        write(response, problem("The body is nested too deep, or holds a number or a name that is too long."));
    }

    private static Map<String, Object> problem(String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "Unprocessable Entity");
        problem.put("status", 422);
        problem.put("detail", detail);
        return problem;
    }

    private static void write(HttpServletResponse response, Map<String, Object> problem) throws IOException {
        response.setStatus(422);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
