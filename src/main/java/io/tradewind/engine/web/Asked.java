package io.tradewind.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What the request at hand says by name, so that a fault which shows later can be told with its field. */
public final class Asked {

    private static final String BODY = Asked.class.getName();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whose parts have names of their own: questions within a question, variables. */
    private static final Set<String> PARTS = Set.of("orQueries", "variables", "localVariables", "modifications");

    private Asked() {}

    /** Keeps the JSON body for as long as the request lasts: it can be read once only. */
    public static void remember(HttpServletRequest request, byte[] body) {
        request.setAttribute(BODY, body);
    }

    /** Whether a body with something in it came along; no JSON at all is something. */
    static boolean hasBody() {
        return request()
                .map(request -> request.getAttribute(BODY) instanceof byte[] sent
                        && sent.length > 0
                        && !(body(request) instanceof NullNode))
                .orElse(false);
    }

    /**
     * The first field, of the address and then of the body, of which this is true; of what stands in a list or an object,
     * the field that holds it.
     */
    static Optional<String> field(BiPredicate<String, JsonNode> wanted) {
        return request().flatMap(request -> inAddress(request, wanted).or(() -> inBody(body(request), null, wanted)));
    }

    private static Optional<String> inAddress(HttpServletRequest request, BiPredicate<String, JsonNode> wanted) {
        String query = request.getQueryString();
        return query == null
                ? Optional.empty()
                : UriComponentsBuilder.newInstance().query(query).build().getQueryParams().entrySet().stream()
                        .filter(parameter -> parameter.getValue().stream()
                                .anyMatch(value -> wanted.test(parameter.getKey(), TextNode.valueOf(decoded(value)))))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private static String decoded(@Nullable String value) {
        try {
            return value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return value;
        }
    }

    private static Optional<String> inBody(
            @Nullable JsonNode node, @Nullable String above, BiPredicate<String, JsonNode> wanted) {
        if (node == null) {
            return Optional.empty();
        }
        if (node.isArray()) {
            return first(StreamSupport.stream(node.spliterator(), false).map(part -> inBody(part, above, wanted)));
        }
        return first(node.properties().stream().map(field -> {
            String name = above == null ? field.getKey() : above;
            return wanted.test(field.getKey(), field.getValue())
                    ? Optional.of(name)
                    : inBody(field.getValue(), hasParts(field) ? null : name, wanted);
        }));
    }

    private static boolean hasParts(Map.Entry<String, JsonNode> field) {
        return PARTS.contains(field.getKey())
                && (field.getValue().isObject() || field.getKey().equals("orQueries"));
    }

    private static Optional<String> first(Stream<Optional<String>> found) {
        return found.flatMap(Optional::stream).findFirst();
    }

    private static @Nullable JsonNode body(HttpServletRequest request) {
        try {
            return request.getAttribute(BODY) instanceof byte[] body ? JSON.readTree(body) : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
