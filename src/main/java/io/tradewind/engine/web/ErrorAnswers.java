package io.tradewind.engine.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/**
 * What was refused before a route saw it: a page for a person ({@code templates/error.html}), a problem detail (RFC 9457)
 * for a program. Asked for by itself, the address of errors is one where nothing is.
 */
@Controller
class ErrorAnswers extends BasicErrorController {

    /** What {@code PageRefusals} of the login leaves for the page. */
    private static final String WHY = "refusal";

    private static final String OLD_FORM = "oldForm";

    ErrorAnswers(ErrorAttributes attributes, ServerProperties server, List<ErrorViewResolver> views) {
        super(attributes, server.getError(), views);
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", why(request, status));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String why(HttpServletRequest request, HttpStatus status) {
        if (request.getAttribute(WHY) instanceof String why && !why.isBlank()) {
            return why;
        }
        if (request.getAttribute(OLD_FORM) != null) {
            return "Nothing was done: the form's token (_csrf) is missing, or of another login. Open the page anew and"
                    + " send it again.";
        }
        return switch (status) {
            case NOT_FOUND -> Problems.NOT_THERE;
            case FORBIDDEN -> "You may not do this.";
            case SERVICE_UNAVAILABLE -> Problems.DATABASE_AWAY;
            default ->
                status.is5xxServerError() ? Problems.UNFORESEEN : "The request is not as this address expects it.";
        };
    }

    @Override
    protected HttpStatus getStatus(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                ? HttpStatus.NOT_FOUND
                : super.getStatus(request);
    }

    @Override
    protected Map<String, Object> getErrorAttributes(HttpServletRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        attributes.put("status", getStatus(request).value());
        return attributes;
    }
}
