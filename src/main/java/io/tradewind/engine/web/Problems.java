package io.tradewind.engine.web;

import io.tradewind.engine.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors of our HTTP interface as problem details (RFC 9457). A refusal is 422 with the {@code field} at fault; what
 * nobody foresaw is 500 without a word of the inside.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> handleRest(Exception thrown, HttpServletRequest request) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown; // for the filters of the login
        }
        Optional<Refused> refused = refusedIn(thrown);
        if (refused.isPresent()) {
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_ENTITY).body(problem(refused.get()));
        }
        if (thrown instanceof OptimisticLockingException || thrown instanceof OptimisticLockingFailureException) {
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONFLICT,
                            "Somebody else changed this in the same moment. Read it again before you try again."));
        }
        if (thrown instanceof AuthorizationException) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "You may not do this."));
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "This did not work, through no fault of the request. The server's log has the details."));
    }

    private static Optional<Refused> refusedIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return Optional.of(refused);
            }
            if (!(cause instanceof ProcessEngineException) && cause != thrown) {
                break;
            }
        }
        return Optional.empty();
    }

    private static ProblemDetail problem(Refused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, refused.getMessage());
        if (refused.field() != null) {
            problem.setProperty("field", refused.field());
        }
        return problem;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The request body is missing, or is not the JSON that is expected here.");
        if (thrown.getCause() instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().get(0).getFieldName();
            problem.setProperty("field", field);
            problem.setDetail("The value of '" + field + "' has the wrong type.");
        }
        return ResponseEntity.badRequest().headers(headers).body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, "The request is not complete.");
        FieldError first = thrown.getFieldError();
        if (first != null) {
            problem.setProperty("field", first.getField());
            problem.setDetail("%s %s.".formatted(first.getField(), sentence(first.getDefaultMessage())));
        }
        return ResponseEntity.unprocessableEntity().headers(headers).body(problem);
    }

    private static String sentence(@Nullable String message) {
        return message == null ? "is not valid" : message.toLowerCase(Locale.ROOT);
    }
}
