package io.tradewind.lead.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.JsonBody;
import io.tradewind.lead.NewLead;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ResponseStatusException;

/** Reads a lead from JSON field by field, so that a wrong type is answered with the field's name. */
final class LeadBody {

    private static final List<String> FIELDS = List.of(
            "companyName",
            "contactName",
            "email",
            "phone",
            "taxNumber",
            "region",
            "source",
            "campaign",
            "product",
            "expectedValue",
            "currency",
            "receivedOn",
            "externalId",
            "note");

    private static final DateTimeFormatter MONTH_FIRST =
            DateTimeFormatter.ofPattern("M/d/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final JsonNode fields;

    private LeadBody(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * @throws ResponseStatusException 400 if it is no JSON object, 413 if it is too long
     * @throws Refused if a field is unknown or not of its type
     */
    static NewLead read(InputStream body) throws IOException {
        return new LeadBody(JsonBody.read(body, "lead", "A lead takes at most 64 KB.", FIELDS)).lead();
    }

    private NewLead lead() {
        return new NewLead(
                text("companyName"),
                text("contactName"),
                text("email"),
                text("phone"),
                text("taxNumber"),
                text("region"),
                text("source"),
                text("campaign"),
                text("product"),
                amount("expectedValue"),
                text("currency"),
                day("receivedOn"),
                text("externalId"),
                text("note"));
    }

    private @Nullable String text(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw new Refused(field, "The field " + field + " must be a text.");
                    }
                    return value.textValue();
                })
                .orElse(null);
    }

    private @Nullable BigDecimal amount(String field) {
        return value(field)
                .map(value -> {
                    try {
                        return value.isNumber()
                                ? value.decimalValue()
                                : new BigDecimal(
                                        value.isTextual() ? value.textValue().strip() : "no number");
                    } catch (NumberFormatException e) {
                        throw new Refused(field, "The field " + field + " must be a number, e.g. 1200.50.");
                    }
                })
                .orElse(null);
    }

    private @Nullable LocalDate day(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.contains("/") ? LocalDate.parse(text.strip(), MONTH_FIRST) : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Refused(
                    field, "The field " + field + " must be a date: 2026-10-20, or 10/20/2026 with the month first.");
        }
    }

    private Optional<JsonNode> value(String field) {
        return Optional.ofNullable(fields.get(field)).filter(value -> !value.isNull());
    }
}
