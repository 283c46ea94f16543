package io.tradewind.deal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rep asks to quote. Prices are not in it: they come from the catalog, a draft says how much less.
 *
 * @param customerId who it goes to, where the deal did not know yet; null: as the deal has it
 * @param paymentDays days from invoice to payment
 */
public record QuotationDraft(
        @Nullable Long customerId, List<Line> lines, int paymentDays, LocalDate deliveryDate, LocalDate validUntil) {

    static final int MAX_PAYMENT_DAYS = 365;

    /** A quotation that a customer can still read. */
    static final int MAX_LINES = 100;

    static final int MAX_QUANTITY = 100_000;

    /** One cent less than ten billion. */
    static final BigDecimal MAX_MONEY = new BigDecimal("9999999999.99");

    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final Set<String> LINE_FIELDS = Set.of("product", "quantity", "discount");

    public QuotationDraft {
        lines = List.copyOf(lines);
    }

    /**
     * @param product code or name
     * @param discount percent of the list price
     */
    public record Line(String product, int quantity, BigDecimal discount) {}

    /**
     * Reads a draft as the form sends it; what is missing is asked for in a sentence.
     *
     * @throws Refused if anything is missing or not as it must be
     */
    public static QuotationDraft of(
            @Nullable Long customerId,
            @Nullable JsonNode lines,
            @Nullable Long paymentDays,
            @Nullable LocalDate deliveryDate,
            @Nullable LocalDate validUntil) {
        if (paymentDays == null || paymentDays < 0 || paymentDays > MAX_PAYMENT_DAYS) {
            throw new Refused("paymentDays", "The days to pay must be between 0 and " + MAX_PAYMENT_DAYS + ".");
        }
        if (deliveryDate == null) {
            throw new Refused("deliveryDate", "Say by when we deliver.");
        }
        if (validUntil == null) {
            throw new Refused("validUntil", "Say until when the quotation is valid.");
        }
        return new QuotationDraft(
                customerId,
                lines(lines == null ? MissingNode.getInstance() : lines),
                paymentDays.intValue(),
                deliveryDate,
                validUntil);
    }

    /**
     * Reads lines as the form sends them: {@code [{"product": "gtx-pro", "quantity": 3, "discount": 5}]}.
     *
     * @throws Refused in a sentence that names the line, if anything is not as it must be
     */
    public static List<Line> lines(JsonNode json) {
        if (!json.isArray() || json.isEmpty()) {
            throw new Refused("lines", "Add at least one line to the quotation.");
        }
        if (json.size() > MAX_LINES) {
            throw new Refused(
                    "lines", "A quotation has at most " + MAX_LINES + " lines; this one has " + json.size() + ".");
        }
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : json) {
            lines.add(line(line, lines.size() + 1));
        }
        return lines;
    }

    private static Line line(JsonNode json, int position) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!LINE_FIELDS.contains(name)) {
                throw refused(
                        position,
                        "'" + abridged(name) + "' cannot be set; prices come from the price list, change the discount"
                                + " instead.");
            }
        }
        JsonNode product = json.path("product");
        if (!product.isTextual() || product.textValue().isBlank()) {
            throw refused(position, "choose a product.");
        }
        BigDecimal quantity = number(json.path("quantity"), position, "quantity");
        if (quantity.compareTo(BigDecimal.ONE) < 0
                || quantity.compareTo(BigDecimal.valueOf(MAX_QUANTITY)) > 0
                || quantity.stripTrailingZeros().scale() > 0) {
            throw refused(position, "the quantity must be a whole number between 1 and 100,000.");
        }
        BigDecimal discount =
                json.hasNonNull("discount") ? number(json.path("discount"), position, "discount") : BigDecimal.ZERO;
        if (discount.signum() < 0
                || discount.compareTo(HUNDRED) > 0
                || discount.stripTrailingZeros().scale() > 2) {
            throw refused(position, "the discount must be between 0 and 100 percent, with at most two decimals.");
        }
        return new Line(
                product.textValue(),
                quantity.intValueExact(),
                discount.stripTrailingZeros().setScale(2));
    }

    /** From a number, or from text, as a browser's input field has it. */
    private static BigDecimal number(JsonNode json, int position, String field) {
        if (json.isNumber() || json.isTextual()) {
            try {
                return new BigDecimal(json.asText().strip());
            } catch (NumberFormatException e) {
                throw refused(position, "'" + abridged(json.asText()) + "' is no number; correct the " + field + ".");
            }
        }
        throw refused(position, "the " + field + " is missing.");
    }

    private static String abridged(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static Refused refused(int position, String what) {
        return new Refused("lines", "Line " + position + ": " + what);
    }
}
