package io.tradewind.engine.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.engine.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Reads what a program sends field by field, so that a wrong type is answered with the field's name. */
public final class JsonBody {

    private static final int LONGEST = 65_536;

    /** Exact decimals, and no field said twice. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    private JsonBody() {}

    /**
     * @param what what the body holds one of, e.g. {@code lead}
     * @param tooLong what is said when it is longer than 64 KB
     * @throws ResponseStatusException 400 if it is no JSON object, 413 if it is too long
     * @throws Refused if it has another field than these
     */
    public static JsonNode read(InputStream body, String what, String tooLong, List<String> fields) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, tooLong);
        }
        JsonNode object = object(bytes, what);
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw new Refused(
                        name.substring(0, Math.min(60, name.length())),
                        "A " + what + " has no such field; it has " + String.join(", ", fields) + ".");
            }
        });
        return object;
    }

    private static JsonNode object(byte[] bytes, String what) {
        JsonNode node;
        try {
            node = JSON.readValue(bytes);
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body is not JSON in UTF-8.", e);
        }
        if (node == null || !node.isObject()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "The body must be a JSON object, one " + what + ".");
        }
        return node;
    }
}
