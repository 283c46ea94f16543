package io.tradewind.engine.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tradewind.engine.web.EngineRestErrors.Answer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * What in a request to the engine's REST interface cannot be read: a sentence with the field, as far as it can be known,
 * and what to do. The engine speaks of its classes here, or breaks.
 */
final class UnreadableRequests {

    private static final Logger log = LoggerFactory.getLogger(UnreadableRequests.class);

    /** How the engine says what it says of conditions, and how it is said here: the sentence, and the field. */
    private record Said(Pattern pattern, String sentence, @Nullable String field) {

        Said(String pattern, String sentence, @Nullable String field) {
            this(Pattern.compile(pattern, Pattern.DOTALL), sentence, field);
        }

        /** In both, {@code $1} stands for the first part of the pattern. */
        Optional<Answer> of(String message) {
            Matcher matcher = pattern.matcher(message);
            return matcher.matches()
                    ? Optional.of(refused(
                            matcher.replaceFirst(sentence).replace("()", ""),
                            field == null ? null : matcher.replaceFirst(field)))
                    : Optional.empty();
        }
    }

    private static final String SORTED =
            "'sortBy' and 'sortOrder' (asc or desc) need each other: give both, or neither.";

    private static final List<Said> KNOWN = List.of(
            new Said("Query parameter '(\\w+)' cannot be null", "'$1' is missing, and needed here.", "$1"),
            new Said("Only a single sorting parameter specified\\..*", SORTED, "sortOrder"),
            new Said("Invalid query: call asc\\(\\) or desc\\(\\).*", SORTED, "sortOrder"),
            new Said("You should call any of the orderBy methods first.*", SORTED, "sortBy"),
            new Said("Invalid query: can specify only one direction.*", SORTED, "sortBy"),
            new Said("Valid values for property '(\\w+)' are (.*), but was '.*'", "'$1' must be one of $2.", "$1"),
            new Said(
                    "An unbound number of results is forbidden!",
                    "A list needs 'maxResults', how many to answer at most.",
                    "maxResults"),
            new Said("Max results limit of (\\d+) exceeded!", "'maxResults' must not be more than $1.", "maxResults"),
            new Said(
                    "Cannot order by variables of type (.*)",
                    "A list cannot be ordered by a variable of the type $1.",
                    "sorting"),
            new Said(
                    "Invalid query(?: usage)?: (.+) has to be called before '(\\w+)'\\.?",
                    "'$2' needs one of these beside it, or must be left out: $1.",
                    "$2"),
            new Said(
                    "Invalid query(?: usage)?: (cannot set both (?:.+ and )?(\\w+)(?: filters)?)\\.?",
                    "These conditions do not go together, leave one out: $1.",
                    "$2"),
            new Said(
                    "Invalid query(?: usage)?: (.+?)\\.?",
                    "These conditions do not go together, leave one out: $1.",
                    null));

    private static final Pattern PARAMETER =
            Pattern.compile("Cannot set query parameter '(.+?)' to value '(.*?)'(?:: (.*))?", Pattern.DOTALL);

    private static final Pattern CONVERTED =
            Pattern.compile("Cannot convert value .* to java (?:enum )?type ([\\w.$]+).*", Pattern.DOTALL);

    /** How the engine ends a sentence about a value: its text, its type, and the class that was needed. */
    private static final List<String> TYPED = List.of("Cannot convert value '", "' of type '", "' to java type ");

    /** All that the engine's REST layer leaves of what the database said, of a job's day for instance. */
    private static final String NOT_KEPT = "An exception occurred in the persistence layer.";

    private static final String FAR_DAY = "%s is a day beyond those that can be kept: take a year of four digits.";

    private static final Pattern COMPARED = Pattern.compile("Object values cannot be used to query");

    private static final Pattern ENDS_IN_BACKSLASH = Pattern.compile("(?:.*[^\\\\])?(?:\\\\\\\\)*\\\\", Pattern.DOTALL);

    private static final String REST = "org.camunda.bpm.engine.rest.";

    private static final int LONGEST = 100;

    private UnreadableRequests() {}

    /**
     * @param failed whether the engine takes it for a failure of its own
     * @param reads whether nothing was to be changed
     * @return empty where it is no fault of the request, as far as can be seen
     */
    static Optional<Answer> of(Throwable thrown, boolean failed, boolean reads) {
        return ofDatabase(thrown)
                .or(() -> ofLostDay(thrown))
                .or(() -> ofSentence(thrown))
                .or(() -> ofJson(thrown))
                .or(() -> ofConditions(thrown, failed))
                .or(() -> failed && !reads ? ofBody(thrown) : Optional.empty());
    }

    private static Optional<Answer> ofDatabase(Throwable thrown) {
        boolean question = Problems.causes(thrown).anyMatch(UnreadableConditions.class::isInstance);
        return Problems.causes(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> question || isPage(sql) || UnreadableConditions.isOfFarDay(sql))
                .findFirst()
                .map(UnreadableRequests::ofDatabase);
    }

    /** The engine hands any number on to the database (its codes for LIMIT and OFFSET). */
    private static boolean isPage(SQLException thrown) {
        return Set.of("2201W", "2201X").contains(String.valueOf(thrown.getSQLState()));
    }

    private static Answer ofDatabase(SQLException thrown) {
        if (isPage(thrown)) {
            return refused("'firstResult' and 'maxResults' must not be negative.", "firstResult");
        }
        if (UnreadableConditions.isOfCases(thrown)) {
            return told(
                    "%s asks for cases, and there are none here: leave it out.",
                    "A condition",
                    (name, value) -> name.startsWith("case")
                            || value.isTextual() && value.textValue().startsWith("case"));
        }
        return switch (String.valueOf(thrown.getSQLState())) {
            case "22025" ->
                told(
                        "%s must not end in a single backslash: write it twice to look for one.",
                        "A text to look for",
                        (name, value) -> value.isTextual()
                                && ENDS_IN_BACKSLASH.matcher(value.textValue()).matches());
            case "22007", "22008" -> told(FAR_DAY, "A value", UnreadableConditions::isFarDay);
            default ->
                refused(
                        "A value of these conditions is beyond those that can be looked for: a number that is too large,"
                                + " or a text with characters that cannot be kept.",
                        null);
        };
    }

    /** @param sentence with a place for the field, or for what it would be called without a name */
    private static Answer told(String sentence, String otherwise, BiPredicate<String, JsonNode> wanted) {
        String field = Asked.field(wanted).orElse(null);
        return refused(sentence.formatted(field == null ? otherwise : "'" + field + "'"), field);
    }

    private static Optional<Answer> ofLostDay(Throwable thrown) {
        return thrown instanceof RestException
                        && thrown.getCause() == null
                        && String.valueOf(thrown.getMessage()).startsWith(NOT_KEPT)
                ? Asked.field(UnreadableConditions::isFarDay)
                        .map(field -> refused(FAR_DAY.formatted("'" + field + "'"), field))
                : Optional.empty();
    }

    private static Optional<Answer> ofSentence(Throwable thrown) {
        return Problems.causes(thrown)
                .filter(cause -> cause instanceof ProcessEngineException || cause instanceof RestException)
                .map(cause -> ofSentence(String.valueOf(cause.getMessage())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Answer> ofSentence(String message) {
        Matcher parameter = PARAMETER.matcher(message);
        if (parameter.matches()) {
            return Optional.of(ofParameter(parameter.group(1), parameter.group(2), parameter.group(3)));
        }
        Optional<Answer> typed = ofType(message);
        if (typed.isPresent()) {
            return typed;
        }
        if (message.startsWith("The permission '") && message.endsWith("' resource type.")) {
            return Optional.of(told(
                    "%s must be a permission that there is for this kind of resource.",
                    "A permission", (name, value) -> name.startsWith("permission")));
        }
        // with the engine's number in front
        if (message.contains("The resource type ") && message.endsWith("' permission.")) {
            return Optional.of(told(
                    "%s must be the number of a kind of resource, like 7 for tasks.",
                    "The resource", (name, value) -> name.equals("resourceType")));
        }
        if (COMPARED.matcher(message).matches()) {
            return Optional.of(told(
                    "%s can be compared with a text, a number, a time, true or false only.",
                    "A variable", (name, value) -> name.equals("value") && value.isContainerNode()));
        }
        return KNOWN.stream().flatMap(known -> known.of(message).stream()).findFirst();
    }

    /** Without a pattern: the text may be as long as a request and hold the same words, which a pattern tries in all ways. */
    private static Optional<Answer> ofType(String message) {
        int from = message.indexOf(TYPED.get(0));
        int needed = message.lastIndexOf(TYPED.get(2));
        int as = message.lastIndexOf(TYPED.get(1), needed);
        if (from < 0
                || as < from + TYPED.get(0).length()
                || needed < as + TYPED.get(1).length()) {
            return Optional.empty();
        }
        String value = message.substring(from + TYPED.get(0).length(), as);
        String type = message.substring(as + TYPED.get(1).length(), needed);
        return Optional.of(told(
                "%s is not of the type that the request says it is.",
                "The value '" + shortened(value) + "'",
                (name, node) -> node.path("value").asText().equals(value)
                        && node.path("type").asText().equals(type)));
    }

    private static Answer ofParameter(String field, String value, @Nullable String why) {
        Matcher converted = CONVERTED.matcher(why == null ? "" : why);
        if (converted.matches()) {
            return wrongKind(field, named(converted.group(1)));
        }
        return refused(
                why == null
                        ? "'%s' cannot be '%s' here.".formatted(field, shortened(value))
                        : "'%s' cannot be read: %s".formatted(field, why),
                field);
    }

    private static @Nullable Class<?> named(String type) {
        try {
            return ClassUtils.forName(type, UnreadableRequests.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError unknown) {
            return null;
        }
    }

    /** What a step of a process reads and cannot is no fault of the request. */
    private static Optional<Answer> ofJson(Throwable thrown) {
        return Problems.causes(thrown)
                .filter(cause -> !(cause instanceof InvalidRequestException))
                .findFirst()
                .filter(JsonProcessingException.class::isInstance)
                .map(cause -> ofJson((JsonProcessingException) cause));
    }

    private static Answer ofJson(JsonProcessingException thrown) {
        if (!(thrown instanceof JsonMappingException mapping) || thrown.getCause() instanceof StreamReadException) {
            JsonLocation place = thrown.getLocation();
            return refused(
                    "The request's body is not JSON"
                            + (place == null
                                    ? "."
                                    : ": it cannot be read from line %d, column %d on."
                                            .formatted(place.getLineNr(), place.getColumnNr())),
                    null);
        }
        String field = mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce((above, below) -> below)
                .orElse(null);
        if (mapping.getCause() instanceof RestException said && field != null) {
            return refused("'%s' cannot be read: %s".formatted(field, said.getMessage()), field);
        }
        Class<?> needed = mapping instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        return field == null
                ? refused("The request's body must be " + kind(needed) + ".", null)
                : wrongKind(field, needed);
    }

    private static Answer wrongKind(String field, @Nullable Class<?> needed) {
        return refused("'%s' must be %s.".formatted(shortened(field), kind(needed)), shortened(field));
    }

    private static String kind(@Nullable Class<?> needed) {
        Class<?> type = needed == null ? Object.class : ClassUtils.resolvePrimitiveIfNecessary(needed);
        if (type == String.class) {
            return "a text";
        }
        if (Set.of(Integer.class, Long.class, Short.class).contains(type)) {
            return "a whole number, not too large";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number like 1234.50";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (Date.class.isAssignableFrom(type)) {
            return "a time like 2026-10-20T12:00:00.000+0000";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == Object.class ? "of another kind" : "a JSON object";
    }

    /** A list that is empty or has a null in it, conditions in one "or" that the engine cannot join, and the like. */
    private static Optional<Answer> ofConditions(Throwable thrown, boolean failed) {
        boolean conditions = Problems.causes(thrown)
                .anyMatch(cause -> cause instanceof UnreadableConditions || failed && isThrownByConditions(cause));
        if (!conditions) {
            return Optional.empty();
        }
        note(thrown);
        Optional<String> hollow = Asked.field((name, value) -> isHollow(value));
        if (hollow.isPresent()) {
            return hollow.map(
                    field -> refused("'%s' must not be empty, and nothing in it null.".formatted(field), field));
        }
        Throwable root = root(thrown);
        if (root instanceof UnsupportedOperationException) {
            return Optional.of(told(
                    "These conditions do not go together in one of 'orQueries': leave %s out.",
                    "one", (name, value) -> name.startsWith("candidateGroup")));
        }
        String said = String.valueOf(root.getMessage());
        return Optional.of(refused(
                root instanceof ProcessEngineException && !EngineRestErrors.tellsOfTheInside(said)
                        ? "These conditions cannot be read: " + said
                        : "These conditions cannot be read.",
                null));
    }

    private static boolean isThrownByConditions(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("toQuery")
                        && frame.getClassName().startsWith(REST));
    }

    private static boolean isHollow(JsonNode value) {
        return value.isArray()
                && (value.isEmpty()
                        || StreamSupport.stream(value.spliterator(), false).anyMatch(JsonNode::isNull));
    }

    /** The REST layer itself stumbles over what it was sent: a body that is null, a field that is not there. */
    private static Optional<Answer> ofBody(Throwable thrown) {
        boolean sent = UnreadableConditions.stumbles(thrown)
                && Arrays.stream(root(thrown).getStackTrace())
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .limit(1)
                        // what it makes of the engine's answer, it makes by methods of this name
                        .anyMatch(frame -> frame.getClassName().startsWith(REST)
                                && !frame.getMethodName().startsWith("from"));
        if (!sent) {
            return Optional.empty();
        }
        note(thrown);
        if (!Asked.hasBody()) {
            return Optional.of(refused("The request has no body: this address needs a JSON object.", null));
        }
        Optional<String> missing = Asked.field((name, value) -> value.isNull() && !name.equals("value"));
        return Optional.of(missing.map(field -> refused("'%s' must not be null.".formatted(field), field))
                .orElseGet(() -> refused("The request's body lacks something that is needed here.", null)));
    }

    /** One line, lest a failure of the engine is taken for a fault of the request and nobody hears of it. */
    private static void note(Throwable thrown) {
        Throwable root = root(thrown);
        log.warn(
                "A request to the engine is refused as unreadable: {} at {}",
                root.getClass().getName(),
                Arrays.stream(root.getStackTrace()).findFirst().orElse(null));
    }

    private static Throwable root(Throwable thrown) {
        return Problems.causes(thrown).reduce((above, below) -> below).orElse(thrown);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Answer refused(String sentence, @Nullable String field) {
        return new Answer("Refused", sentence, field);
    }
}
