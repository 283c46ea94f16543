package io.tradewind.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tradewind.engine.Refused;
import io.tradewind.engine.database.RightTwice;
import io.tradewind.engine.variables.MissingVariable;
import io.tradewind.engine.variables.WrongVariable;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandler;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.JsonMappingExceptionHandler;
import org.camunda.bpm.engine.rest.exception.JsonParseExceptionHandler;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Lets the engine's REST interface, Tasklist's included, answer a refusal with the refusal's own sentence. The engine
 * would answer 500 with its class name, or with "Cannot submit task form …" in front. What nobody foresaw is answered as
 * by our own routes: without a word of the inside, and 503 while the database cannot be used.
 */
@Configuration(proxyBeanMethods = false)
class EngineRestErrors {

    private static final Logger log = LoggerFactory.getLogger(EngineRestErrors.class);

    /** What is done with one task. */
    private static final Pattern TASK = Pattern.compile("(?:^|/)task/([^/]+)/(?:complete|submit-form|claim|assignee)$");

    /** One task, and whatever is done with it or read of it. */
    private static final Pattern ONE_TASK = Pattern.compile("(?:^|/)task/[^/]+(?:/.*)?$");

    /** What is done with one task, or read of it. */
    private static final Pattern OF_TASK = Pattern.compile("(?:^|/)task/([^/]+)/[^/]+(?:/.*)?$");

    private static final Pattern CLASSES = Pattern.compile("\\b(?:org|com|io|java|jakarta)\\.[a-z]+\\.|###");

    /** What nobody outside can use, and somebody could misuse. */
    private static final Pattern INSIDE = Pattern.compile(CLASSES.pattern() + "|SQL|\\bnull\\b");

    /** What the engine adds to its sentences: its own numbers, and the names of its variables. */
    private static final Pattern ADDED = Pattern.compile("\\bENGINE-\\d+ |(?:: )?\\b\\w+ is null$");

    /** As the engine says it when a login is saved. */
    private static final String PASSWORD_REFUSED = "Password does not match policy";

    static final String PASSWORD_POLICY =
            "A password needs at least 10 characters, with lower and upper case letters, digits and special"
                    + " characters, and must not contain the user's name.";

    /** Both REST applications of the engine read this list when they are built, so it is changed before any is. */
    @Bean
    static BeanFactoryPostProcessor refusalsInTheEnginesAnswers() {
        return factory -> {
            var classes = CamundaRestResources.getConfigurationClasses();
            classes.remove(RestExceptionHandler.class);
            classes.remove(ProcessEngineExceptionHandler.class);
            classes.remove(ExceptionHandler.class);
            classes.remove(JsonMappingExceptionHandler.class);
            classes.remove(JsonParseExceptionHandler.class);
            classes.add(OfAnything.class);
            classes.add(OfRest.class);
            classes.add(OfEngine.class);
            classes.add(OfRefused.class);
            classes.add(ReadsJson.class);
        };
    }

    @Bean
    static FilterRegistrationBean<GoneAway> goneAway() {
        FilterRegistrationBean<GoneAway> filter = new FilterRegistrationBean<>(new GoneAway());
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        return filter;
    }

    /** The engine's own form of an error, with the field. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(String type, String message, @Nullable String field) {}

    static Response answer(Throwable thrown) {
        return told(thrown, null, false);
    }

    private static Response told(Throwable thrown, @Nullable String path, boolean reads) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return response(422, new Answer("Refused", refused.getMessage(), refused.field()));
            }
            if (cause instanceof WrongVariable wrong) {
                log.warn("A submitted value was taken back", thrown);
                return response(
                        422,
                        new Answer(
                                "Refused",
                                "The value of '" + wrong.variable() + "' is not of the kind that is needed here.",
                                wrong.variable()));
            }
            if (cause instanceof ParamException unread) {
                String field = unread.getParameterName();
                return response(
                        400,
                        new Answer(
                                "Refused",
                                "The value of '" + field
                                        + "' is not of the kind that is needed here. If it is a number,"
                                        + " write digits only, or leave it out.",
                                field));
            }
            if (cause instanceof HeaderValueException header
                    && header.getContext() == HeaderValueException.Context.INBOUND) {
                return response(400, new Answer("Refused", PlainErrors.HEADER_UNREADABLE, null));
            }
            if (cause instanceof OptimisticLockingException) {
                return response(
                        409,
                        new Answer(
                                "Conflict",
                                "Somebody else changed this in the same moment. Refresh and look before you try again.",
                                null));
            }
            if (RightTwice.is(cause)) {
                return response(
                        409,
                        new Answer(
                                "Conflict",
                                "This was done already, or in the same moment. Refresh and look before you try again.",
                                null));
            }
            if (PASSWORD_REFUSED.equals(cause.getMessage())) {
                return response(422, new Answer("Refused", PASSWORD_POLICY, "password"));
            }
            if (cause instanceof TaskAlreadyClaimedException claimed) {
                return response(
                        409,
                        new Answer(
                                "Conflict",
                                "'" + claimed.getTaskAssignee() + "' has claimed this task already. Refresh your list.",
                                null));
            }
        }
        return ofTheEngine(thrown, path, reads);
    }

    private static Response ofTheEngine(Throwable thrown, @Nullable String path, boolean reads) {
        boolean failed = ExceptionHandlerHelper.getInstance().getStatus(thrown).getStatusCode() >= 500;
        if (!Problems.databaseAway(thrown)) {
            Optional<Answer> unreadable = UnreadableRequests.of(thrown, failed, reads);
            if (unreadable.isPresent()) {
                return response(400, unreadable.get());
            }
            Optional<Response> nothing = failed && path != null ? ofNothing(thrown, path, reads) : Optional.empty();
            if (nothing.isPresent()) {
                return nothing.get();
            }
        }
        // writes every failure to the log with all of its inside, and would send it along
        Response answer = ExceptionHandlerHelper.getInstance().getResponse(thrown);
        if (Problems.databaseAway(thrown)) {
            return problem(Response.Status.SERVICE_UNAVAILABLE, Problems.DATABASE_AWAY)
                    .header(HttpHeaders.RETRY_AFTER, Problems.TRY_AGAIN_SECONDS)
                    .build();
        }
        if (!failed) {
            return inWords(answer);
        }
        return isForPeople(thrown)
                ? answer
                : problem(Response.Status.INTERNAL_SERVER_ERROR, Problems.UNFORESEEN)
                        .build();
    }

    /** What is refused anyway, without the engine's numbers and the names of its variables. */
    private static Response inWords(Response answer) {
        // those about models have kinds of their own, and name what stands in the model
        if (answer.getEntity() instanceof ExceptionDto told
                && told.getClass() == ExceptionDto.class
                && told.getMessage() != null) {
            String said = ADDED.matcher(told.getMessage()).replaceAll("").strip();
            told.setMessage(said.isEmpty() ? "The request is not as this address expects it." : said);
        }
        return answer;
    }

    static boolean tellsOfTheInside(String said) {
        return INSIDE.matcher(said).find();
    }

    /** The engine's own sentence about what was asked of it, which Cockpit shows. */
    private static boolean isForPeople(Throwable thrown) {
        return Problems.causes(thrown)
                .allMatch(cause -> (cause instanceof RestException || cause instanceof ProcessEngineException)
                        && !(cause instanceof ProcessEnginePersistenceException)
                        && !tellsOfTheInside(String.valueOf(cause.getMessage())));
    }

    /** A problem detail (RFC 9457); the engine's web applications show its {@code message}. */
    record Problem(String type, String title, int status, String detail, String message) {}

    private static Response.ResponseBuilder problem(Response.Status status, String detail) {
        return Response.status(status)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, detail))
                .type(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }

    private static Response response(int status, Answer answer) {
        return Response.status(status)
                .entity(answer)
                .type(MediaType.APPLICATION_JSON_VALUE)
                .build();
    }

    /**
     * Whose task it is not, is not told of which process it is, as the engine would.
     *
     * <p>Of two who complete a task in the same moment, the engine lets the second run into whatever is missing by then:
     * a null, a variable, a task. To a person this is one thing.
     */
    static Response answer(Throwable thrown, @Nullable String path, boolean reads) {
        if (path != null
                && ONE_TASK.matcher(path).find()
                && Problems.causes(thrown).anyMatch(EngineRestErrors::isForbidden)) {
            return response(403, new Answer("AuthorizationException", "You may not do this with this task.", null));
        }
        Response answer = told(thrown, path, reads);
        if (answer.getStatus() != 500 || path == null) {
            return answer;
        }
        Matcher task = TASK.matcher(path);
        if (!task.find() || !isGone(task.group(1))) {
            return ofMissing(thrown).orElse(answer);
        }
        log.info("Task {} was done in the same moment by somebody else", task.group(1), thrown);
        return response(
                409,
                new Answer(
                        "Conflict",
                        "This task is not there any more: somebody else has done it. Refresh your list.",
                        null));
    }

    /** Of some refusals the interface keeps the sentence only. */
    private static boolean isForbidden(Throwable thrown) {
        return thrown instanceof AuthorizationException
                || thrown instanceof RestException rest && rest.getStatus() == Response.Status.FORBIDDEN;
    }

    /** What a step needs and nobody wrote: seldom the fault of who completes it, but they can tell whom to ask. */
    private static Optional<Response> ofMissing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingVariable missing) {
                log.warn("A step lacks what it needs", thrown);
                return Optional.of(response(
                        422,
                        new Answer(
                                "Refused",
                                "'" + missing.variable()
                                        + "' is missing, and the next step needs it. If the form does not"
                                        + " ask for it, the process was put to this step by hand: ask the process owner.",
                                missing.variable())));
            }
        }
        return Optional.empty();
    }

    /** Of a task that was never there, or is done, the engine would answer 500; so of all else that it reads. */
    private static Optional<Response> ofNothing(Throwable thrown, String path, boolean reads) {
        if (!(cause(thrown) instanceof NullValueException) || TASK.matcher(path).find()) {
            return Optional.empty();
        }
        Matcher task = OF_TASK.matcher(path);
        if (task.find() && isGone(task.group(1))) {
            return Optional.of(
                    response(404, new Answer("NotFound", "This task is not there, or you may not see it.", null)));
        }
        return reads
                ? Optional.of(response(404, new Answer("NotFound", "There is no such thing.", null)))
                : Optional.empty();
    }

    private static boolean reads(@Nullable Request request) {
        return request != null && Set.of("GET", "HEAD").contains(request.getMethod());
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof RestException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static boolean isGone(String taskId) {
        try {
            return EngineUtil.lookupProcessEngine(null)
                            .getTaskService()
                            .createTaskQuery()
                            .taskId(taskId)
                            .count()
                    == 0;
        } catch (RuntimeException e) {
            log.warn("Cannot see whether task {} is still there", taskId, e);
            return false;
        }
    }

    /** What the REST layer wraps. */
    public static final class OfRest implements ExceptionMapper<RestException> {

        @Context
        private @Nullable UriInfo uri;

        @Context
        private @Nullable Request request;

        @Override
        public Response toResponse(RestException thrown) {
            return answer(thrown, uri == null ? null : uri.getPath(), reads(request));
        }
    }

    /** What the engine throws. */
    public static final class OfEngine implements ExceptionMapper<ProcessEngineException> {

        @Context
        private @Nullable UriInfo uri;

        @Context
        private @Nullable Request request;

        @Override
        public Response toResponse(ProcessEngineException thrown) {
            return answer(thrown, uri == null ? null : uri.getPath(), reads(request));
        }
    }

    /** What nobody foresaw. */
    public static final class OfAnything implements ExceptionMapper<Throwable> {

        @Context
        private @Nullable UriInfo uri;

        @Context
        private @Nullable Request request;

        @Override
        public Response toResponse(Throwable thrown) {
            return answer(thrown, uri == null ? null : uri.getPath(), reads(request));
        }
    }

    /** What our own guards and verbs throw. */
    public static final class OfRefused implements ExceptionMapper<Refused> {
        @Override
        public Response toResponse(Refused thrown) {
            return answer(thrown);
        }
    }

    /**
     * Turns JSON that cannot be read into one kind of its own. Jersey brings mappers of Jackson's exceptions, and the engine
     * brought others; which of two it took was chance, from start to start.
     */
    public static final class ReadsJson implements ReaderInterceptor {
        @Override
        public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
            try {
                return reading.proceed();
            } catch (JsonProcessingException unreadable) {
                throw new InvalidRequestException(Response.Status.BAD_REQUEST, unreadable, "The body cannot be read.");
            }
        }
    }
}
