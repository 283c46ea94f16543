package io.tradewind.service.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.engine.Refused;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCases;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Reads a case from JSON field by field, so that a wrong type is answered with the field's name. */
final class ServiceRequestBody {

    /** Room for the longest description in the longest UTF-8, and for the other fields. */
    private static final int LONGEST_BODY = 65_536;

    private static final List<String> FIELDS = List.of(
            "customer",
            "kind",
            "severity",
            "product",
            "reference",
            "description",
            "contactName",
            "contactEmail",
            "contactPhone");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode fields;

    private ServiceRequestBody(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * @throws ResponseStatusException 400 if it is no JSON object, 413 if it is too long
     * @throws Refused if a field is unknown or not of its type
     */
    static NewCase read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new ResponseStatusException(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "A service request takes at most 64 KB, its description at most %,d characters. Nothing was kept; shorten it and send it again."
                            .formatted(ServiceCases.LONGEST_DESCRIPTION));
        }
        return new ServiceRequestBody(object(bytes)).newCase();
    }

    private static JsonNode object(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readValue(bytes);
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body is not JSON in UTF-8.", e);
        }
        if (node == null || !node.isObject()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body must be a JSON object, one case.");
        }
        return node;
    }

    private NewCase newCase() {
        fields.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Refused(
                        name.substring(0, Math.min(60, name.length())),
                        "A service request has no such field; it has " + String.join(", ", FIELDS) + ".");
            }
        });
        return new NewCase(
                text("customer"),
                text("kind"),
                text("severity"),
                text("product"),
                text("reference"),
                text("description"),
                text("contactName"),
                text("contactEmail"),
                text("contactPhone"));
    }

    private @Nullable String text(String field) {
        JsonNode value = fields.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refused(field, "The field " + field + " must be a text.");
        }
        return value.textValue();
    }
}
