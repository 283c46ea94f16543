package io.tradewind.engine.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.tradewind.engine.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Errors of our HTTP interface: for programs and scripts a problem detail (RFC 9457), for a person in a browser a page.
 * A refusal is 422 with the {@code field} at fault; what nobody foresaw is 500 without a word of the inside.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    static final String TRY_AGAIN_SECONDS = "5";

    static final String DATABASE_AWAY =
            "The database cannot be used just now. Nothing was done by halves: look whether it was done, and else try"
                    + " again.";

    static final String UNFORESEEN =
            "This did not work, through no fault of the request. The server's log has the details.";

    static final String NOT_THERE = "There is nothing at this address, or it is not yours to see.";

    private static final int MOST_CAUSES = 20;

    private final FrameworkProblems framework = new FrameworkProblems();

    @ExceptionHandler(Exception.class)
    Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response, WebRequest webRequest)
            throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown; // for the filters of the login
        }
        if (nobodyReads(thrown) || response.isCommitted() && lineIsCut(thrown)) {
            log.debug("{} {} was given up by who asked", request.getMethod(), request.getRequestURI());
            return new ModelAndView(); // nothing to show
        }
        if (response.isCommitted()) {
            log.error("{} {} failed in the middle of its answer", request.getMethod(), request.getRequestURI());
            throw thrown; // the connection is cut off, or half a file would look like a whole one
        }
        response.resetBuffer();
        response.setContentType(null); // of what was about to be sent
        ResponseEntity<Object> problem = problem(thrown, request, webRequest);
        String accept = request.getHeader("Accept");
        boolean page = accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        return page ? page(problem) : problem;
    }

    private static ModelAndView page(ResponseEntity<Object> problem) {
        String why =
                problem.getBody() instanceof ProblemDetail known && known.getDetail() != null ? known.getDetail() : "";
        HttpStatusCode status = problem.getStatusCode();
        return new ModelAndView("error", Map.of("status", status.value(), "refusal", why), status);
    }

    private ResponseEntity<Object> problem(Exception thrown, HttpServletRequest request, WebRequest webRequest) {
        Optional<Refused> refused = refusedIn(thrown);
        if (refused.isPresent()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_ENTITY, refused.get().getMessage());
            if (refused.get().field() != null) {
                problem.setProperty("field", refused.get().field());
            }
            return ResponseEntity.of(problem).build();
        }
        if (thrown instanceof OptimisticLockingException || thrown instanceof OptimisticLockingFailureException) {
            return of(
                    HttpStatus.CONFLICT,
                    "Somebody else changed this in the same moment. Read it again before you try again.");
        }
        if (thrown instanceof MultipartException && diskFull(thrown)) {
            log.error("There is no room for uploads in {}", System.getProperty("java.io.tmpdir"), thrown);
            return of(
                    HttpStatus.INSUFFICIENT_STORAGE,
                    "The server has no room for the file. Nothing was taken in; tell your administrator.");
        }
        if (thrown instanceof MultipartException && nameTooLong(thrown)) {
            return of(HttpStatus.BAD_REQUEST, "The file's name is too long. Rename the file and send it again.");
        }
        if (thrown instanceof MultipartException && !(thrown instanceof MaxUploadSizeExceededException)) {
            log.warn("An upload cannot be read: {}", thrown.getMessage(), thrown);
            return of(
                    HttpStatus.BAD_REQUEST,
                    "The upload cannot be read: it is cut off, or the file's name contains characters that cannot be"
                            + " kept. Rename the file and send it again.");
        }
        if (databaseAway(thrown)) {
            log.error(
                    "{} {} failed: the database cannot be used", request.getMethod(), request.getRequestURI(), thrown);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, DATABASE_AWAY));
        }
        if (thrown instanceof AuthorizationException) {
            return of(HttpStatus.FORBIDDEN, "You may not do this.");
        }
        try {
            ResponseEntity<Object> known = framework.handleException(thrown, webRequest);
            if (known != null) {
                return known;
            }
        } catch (Exception unknown) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        return of(HttpStatus.INTERNAL_SERVER_ERROR, UNFORESEEN);
    }

    private static ResponseEntity<Object> of(HttpStatus status, String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }

    /** Who asked has gone before the end of the answer. */
    private static boolean nobodyReads(Throwable thrown) {
        return causes(thrown).anyMatch(AsyncRequestNotUsableException.class::isInstance);
    }

    /** Who asked went away while still sending, and the answer to half a request is sent. */
    private static boolean lineIsCut(Throwable thrown) {
        return causes(thrown).anyMatch(IOException.class::isInstance);
    }

    private static boolean diskFull(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("No space left"));
    }

    /** Tomcat's words for the head of a part, in which nothing is long but the name. Spring takes them for a large file. */
    private static boolean nameTooLong(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Header section has more"));
    }

    /** No connection, no room, too many connections, or it is being stopped, and then nothing can be rolled back either. */
    static boolean databaseAway(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                        || cause instanceof TransactionSystemException rollback
                                && rollback.getApplicationException() != null
                                && databaseAway(rollback.getApplicationException())
                        || cause instanceof SQLException sql
                                && sql.getSQLState() != null
                                && (sql.getSQLState().startsWith("08")
                                        || sql.getSQLState().startsWith("53")
                                        || sql.getSQLState().startsWith("57P")));
    }

    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.<@Nullable Throwable>iterate(
                        thrown, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .map(Objects::requireNonNull)
                .limit(MOST_CAUSES);
    }

    /** A refusal from inside a process arrives wrapped by the engine. */
    private static Optional<Refused> refusedIn(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof ProcessEngineException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof Refused refused ? Optional.of(refused) : Optional.empty();
    }

    /** What Spring itself finds wrong with a request, in our own words. */
    private static final class FrameworkProblems extends ResponseEntityExceptionHandler {

        /** An address with something in it that no id can be leads nowhere; a parameter is named. */
        @Override
        protected @Nullable ResponseEntity<Object> handleTypeMismatch(
                TypeMismatchException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
            if (!(thrown instanceof MethodArgumentTypeMismatchException argument)) {
                return super.handleTypeMismatch(thrown, headers, status, request);
            }
            return argument.getParameter().hasParameterAnnotation(PathVariable.class)
                    ? of(HttpStatus.NOT_FOUND, NOT_THERE)
                    : of(argument.getName(), "'%s' must be %s.".formatted(argument.getName(), kind(argument)));
        }

        @Override
        protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
                MissingServletRequestParameterException thrown,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            return of(thrown.getParameterName(), "'%s' is missing.".formatted(thrown.getParameterName()));
        }

        @Override
        protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
                MissingServletRequestPartException thrown,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            return of(
                    thrown.getRequestPartName(),
                    "'%s' is missing: send it as a part of multipart/form-data."
                            .formatted(thrown.getRequestPartName()));
        }

        /** The rest: the status and its headers are right, the sentence speaks of classes and resources. */
        @Override
        protected @Nullable ResponseEntity<Object> handleExceptionInternal(
                Exception thrown,
                @Nullable Object body,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            ResponseEntity<Object> answer = super.handleExceptionInternal(thrown, body, headers, status, request);
            if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
                String said = said(thrown, problem.getDetail());
                problem.setDetail(said == null && status.value() == 404 ? NOT_THERE : said);
            }
            return answer;
        }

        private static @Nullable String said(Exception thrown, @Nullable String detail) {
            if (thrown instanceof ResponseStatusException) {
                return detail; // ours
            }
            if (thrown instanceof HttpRequestMethodNotSupportedException method) {
                return "This address does not take %s%s."
                        .formatted(
                                method.getMethod(),
                                method.getSupportedMethods() == null
                                        ? ""
                                        : ", but " + String.join(", ", method.getSupportedMethods()));
            }
            if (thrown instanceof HttpMediaTypeNotSupportedException type) {
                return "This address does not take a body of that type. Send it as " + types(type) + ".";
            }
            if (thrown instanceof HttpMediaTypeNotAcceptableException type) {
                return "This address answers as " + types(type) + ", which the request does not accept.";
            }
            if (thrown instanceof MaxUploadSizeExceededException) {
                return "The upload is larger than 200 MB. Nothing was taken in.";
            }
            return thrown instanceof NoResourceFoundException || thrown instanceof NoHandlerFoundException
                    ? NOT_THERE
                    : "The request is not as this address expects it.";
        }

        private static String types(HttpMediaTypeException thrown) {
            String types = thrown.getSupportedMediaTypes().stream()
                    .map(MediaType::toString)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return types.isEmpty() ? "something else" : types;
        }

        private static String kind(MethodArgumentTypeMismatchException thrown) {
            Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(
                    thrown.getRequiredType() == null ? String.class : thrown.getRequiredType());
            if (type.isArray() || Collection.class.isAssignableFrom(type)) {
                type = thrown.getParameter().nested().getNestedParameterType();
            }
            if (type.equals(Integer.class) || type.equals(Long.class)) {
                return "a whole number, not too large";
            }
            if (Number.class.isAssignableFrom(type)) {
                return "a number like 1234.50";
            }
            if (type.equals(Boolean.class)) {
                return "true or false";
            }
            if (type.equals(LocalDate.class)) {
                return "a day like 2026-10-20";
            }
            if (type.isEnum()) {
                return "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
            }
            return "of another kind";
        }

        private static ResponseEntity<Object> of(HttpStatus status, String detail) {
            return Problems.of(status, detail);
        }

        private static ResponseEntity<Object> of(String field, String detail) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, detail);
            problem.setProperty("field", field);
            return ResponseEntity.of(problem).build();
        }

        @Override
        protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
                HttpMessageNotReadableException thrown,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST, "The request body is missing, or is not the JSON that is expected here.");
            if (thrown.getCause() instanceof JsonMappingException mapping
                    && !mapping.getPath().isEmpty()
                    && mapping.getPath().get(0).getFieldName() != null) {
                String field = mapping.getPath().get(0).getFieldName();
                problem.setProperty("field", field);
                problem.setDetail("The value of '" + field + "' has the wrong type.");
            }
            return ResponseEntity.badRequest().headers(headers).body(problem);
        }

        @Override
        protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
                MethodArgumentNotValidException thrown,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            ProblemDetail problem =
                    ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, "The request is not complete.");
            FieldError first = thrown.getFieldError();
            if (first != null) {
                problem.setProperty("field", first.getField());
                problem.setDetail(first.getField() + " " + first.getDefaultMessage() + ".");
            }
            return ResponseEntity.unprocessableEntity().headers(headers).body(problem);
        }
    }
}
