package io.tradewind.approval.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tradewind.engine.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a preview, each field read with its bounds. It is read by hand so that what JSON or a type would trip over
 * ({@code NaN}, {@code 1e308}, a text for a number) is answered with the name of the field.
 */
final class PriceQuestion {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String EXAMPLE = " such as {\"product\": \"GTX Pro\", \"discount\": 0.12}.";

    private static final BigDecimal DEAREST = new BigDecimal("1e12");
    private static final BigDecimal MOST = new BigDecimal("1e6");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NUMBER = 40;

    /** An exponent beyond this is a slip or an attack: computing with it would take all memory. */
    private static final int LARGEST_EXPONENT = 400;

    private final Map<String, Value> fields = new HashMap<>();

    /** As it was written: a number is not computed before it is known to be one we can compute with. */
    private record Value(JsonToken kind, String text) {}

    /** @throws Refused if it is not a JSON object */
    PriceQuestion(String body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused("Send a JSON object" + EXAMPLE);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken kind = json.nextToken();
                if (kind != JsonToken.VALUE_NULL) {
                    fields.put(
                            field,
                            new Value(
                                    kind,
                                    kind.isStructStart() ? "" : json.getText().strip()));
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new Refused("The body is not JSON: send an object" + EXAMPLE);
        }
    }

    Optional<String> text(String field) {
        Value value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value.kind() != JsonToken.VALUE_STRING || value.text().length() > LONGEST_TEXT) {
            throw new Refused(field, "The field '%s' must be a text of at most 200 characters.".formatted(field));
        }
        return Optional.of(value.text()).filter(text -> !text.isEmpty());
    }

    /** A share as a fraction of 1, or as a text with a percent sign. */
    Optional<BigDecimal> discount() {
        return number("discount", true)
                .map(discount -> within(
                        "discount",
                        discount,
                        BigDecimal.ZERO,
                        BigDecimal.ONE,
                        "The discount must be between 0 and 1; write 0.12 for 12 %."));
    }

    /** A share as a fraction of 1, or as a text with a percent sign. */
    Optional<BigDecimal> margin() {
        return number("margin", true)
                .map(margin -> within(
                        "margin",
                        margin,
                        DEAREST.negate(),
                        BigDecimal.ONE,
                        "The margin must be at most 1; write 0.31 for 31 %."));
    }

    /** Per unit. */
    Optional<BigDecimal> price() {
        return number("price", false)
                .map(price -> within(
                        "price",
                        price,
                        BigDecimal.ZERO,
                        DEAREST,
                        "The price of a unit must be between 0 and 1,000,000,000,000."));
    }

    /** 1 when not stated. */
    BigDecimal quantity() {
        String message = "The quantity must be a whole number from 1 to 1,000,000.";
        BigDecimal quantity =
                within("quantity", number("quantity", false).orElse(BigDecimal.ONE), BigDecimal.ONE, MOST, message);
        if (quantity.stripTrailingZeros().scale() > 0) {
            throw new Refused("quantity", message);
        }
        return quantity;
    }

    private Optional<BigDecimal> number(String field, boolean share) {
        Value written = fields.get(field);
        if (written == null) {
            return Optional.empty();
        }
        String text = written.text();
        boolean percent = share && text.endsWith("%");
        try {
            if (text.length() > LONGEST_NUMBER) {
                throw new NumberFormatException();
            }
            BigDecimal value = new BigDecimal(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            if (Math.abs((long) value.scale()) > LARGEST_EXPONENT) {
                throw new NumberFormatException();
            }
            return Optional.of(percent ? value.movePointLeft(2) : value);
        } catch (NumberFormatException e) {
            throw new Refused(field, "The field '%s' is not a number that can be computed with.".formatted(field));
        }
    }

    private static BigDecimal within(
            String field, BigDecimal value, BigDecimal least, BigDecimal most, String otherwise) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new Refused(field, otherwise);
        }
        return value;
    }
}
