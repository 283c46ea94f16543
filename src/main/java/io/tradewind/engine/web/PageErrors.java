package io.tradewind.engine.web;

import io.tradewind.engine.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Errors of pages as a page a person can read; after {@link Problems}, which answers programs. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PageErrors {

    @ExceptionHandler({NoResourceFoundException.class, Refused.class})
    Object answer(Exception thrown, HttpServletRequest request) {
        HttpStatusCode status =
                thrown instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.UNPROCESSABLE_ENTITY;
        String accept = request.getHeader("Accept");
        if (accept == null
                || !accept.contains("text/html")
                || request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(status)
                    .body(
                            thrown instanceof ErrorResponse known
                                    ? known.getBody()
                                    : ProblemDetail.forStatusAndDetail(status, thrown.getMessage()));
        }
        Map<String, Object> model = thrown instanceof Refused
                ? Map.of("status", status.value(), "refusal", thrown.getMessage())
                : Map.of("status", status.value());
        return new ModelAndView("error", model, status);
    }
}
