package io.tradewind.deal;

import io.tradewind.catalog.Product;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer may buy from us.
 *
 * @param number what people say on the phone, e.g. {@code D-2026-000123}
 * @param leadNumber the lead it grew from; null when it came from another system
 * @param externalId its id in the system it came from
 * @param customerId null until the customer is known
 * @param product code of the main product; null until the needs are known
 * @param rep user id of the deal's owner
 * @param expectedValue what the deal is worth if won, before its probability; zero when nobody knows
 * @param currency ISO 4217
 * @param qualifiedOn the day the lead became a deal; null when another system did not tell
 * @param closedOn the day it was won or lost; null while open
 * @param needs what the customer needs, in the rep's words
 * @param agreedPrice what the customer pays; null unless won
 * @param listPrice the same goods at list price; null unless won
 * @param cost what the goods cost us; null unless won, for those entitled only
 * @param lostReason one of {@link LostReasons#ALL}; null unless lost
 * @param competitor who else was asked, or who won it
 */
public record Deal(
        String number,
        @Nullable String leadNumber,
        @Nullable String externalId,
        @Nullable Long customerId,
        @Nullable String product,
        String rep,
        Stage stage,
        BigDecimal expectedValue,
        String currency,
        LocalDate openedOn,
        @Nullable LocalDate qualifiedOn,
        @Nullable LocalDate closedOn,
        @Nullable String needs,
        @Nullable Integer quantity,
        @Nullable BigDecimal budget,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate nextVisitOn,
        @Nullable BigDecimal agreedPrice,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal cost,
        @Nullable String lostReason,
        @Nullable String competitor,
        @Nullable String closeNote) {

    /** As it begins: what the customer needs, what was agreed and how it ended is still to be learned. */
    static Deal begun(
            String number,
            @Nullable String leadNumber,
            @Nullable String externalId,
            @Nullable Long customerId,
            @Nullable Product product,
            String rep,
            Stage stage,
            BigDecimal expectedValue,
            String currency,
            LocalDate openedOn,
            @Nullable LocalDate qualifiedOn) {
        return new Deal(
                number,
                leadNumber,
                externalId,
                customerId,
                product == null ? null : product.code(),
                rep,
                stage,
                expectedValue,
                currency,
                openedOn,
                qualifiedOn,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** {@code open}, {@code won} or {@code lost}. */
    public String state() {
        return stage.open() ? "open" : stage.code();
    }

    /** How long a deal is open where nobody knows by when the customer decides: what the sample's won deals took, rounded up. */
    static final int USUAL_DAYS = 60;

    /** When it is expected to close: when the customer wants to decide, otherwise after the usual time. */
    public LocalDate closesOn() {
        return decisionOn == null ? openedOn.plusDays(USUAL_DAYS) : decisionOn;
    }

    /** Whether the needs are known, so that a quotation can be prepared. */
    public boolean needsKnown() {
        return stage != Stage.PROSPECTING;
    }
}
