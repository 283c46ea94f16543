package io.tradewind.service.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.JsonBody;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCases;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ResponseStatusException;

/** Reads a case from JSON field by field, so that a wrong type is answered with the field's name. */
final class ServiceRequestBody {

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

    private final JsonNode fields;

    private ServiceRequestBody(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * @throws ResponseStatusException 400 if it is no JSON object, 413 if it is too long
     * @throws Refused if a field is unknown or not of its type
     */
    static NewCase read(InputStream body) throws IOException {
        return new ServiceRequestBody(JsonBody.read(
                        body,
                        "service request",
                        "A service request takes at most 64 KB, its description at most %,d characters. Nothing was kept; shorten it and send it again."
                                .formatted(ServiceCases.LONGEST_DESCRIPTION),
                        FIELDS))
                .newCase();
    }

    private NewCase newCase() {
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
