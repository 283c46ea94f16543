package io.tradewind.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A deal in the middle of being changed, one fact at a time. */
final class DealChange {

    private String number;
    private final Deal before;
    private @Nullable Long customerId;
    private @Nullable String product;
    private String rep;
    private Stage stage;
    private BigDecimal expectedValue;
    private String currency;
    private LocalDate openedOn;
    private @Nullable LocalDate closedOn;
    private @Nullable String needs;
    private @Nullable Integer quantity;
    private @Nullable BigDecimal budget;
    private @Nullable LocalDate decisionOn;
    private @Nullable LocalDate nextVisitOn;
    private @Nullable BigDecimal agreedPrice;
    private @Nullable BigDecimal listPrice;
    private @Nullable BigDecimal cost;
    private @Nullable String lostReason;
    private @Nullable String competitor;
    private @Nullable String closeNote;

    DealChange(Deal deal) {
        this.before = deal;
        this.number = deal.number();
        this.customerId = deal.customerId();
        this.product = deal.product();
        this.rep = deal.rep();
        this.stage = deal.stage();
        this.expectedValue = deal.expectedValue();
        this.currency = deal.currency();
        this.openedOn = deal.openedOn();
        this.closedOn = deal.closedOn();
        this.needs = deal.needs();
        this.quantity = deal.quantity();
        this.budget = deal.budget();
        this.decisionOn = deal.decisionOn();
        this.nextVisitOn = deal.nextVisitOn();
        this.agreedPrice = deal.agreedPrice();
        this.listPrice = deal.listPrice();
        this.cost = deal.cost();
        this.lostReason = deal.lostReason();
        this.competitor = deal.competitor();
        this.closeNote = deal.closeNote();
    }

    DealChange number(String number) {
        this.number = number;
        return this;
    }

    DealChange customer(Long customerId) {
        this.customerId = customerId;
        return this;
    }

    DealChange product(String code) {
        this.product = code;
        return this;
    }

    DealChange rep(String userId) {
        this.rep = userId;
        return this;
    }

    DealChange stage(Stage stage) {
        this.stage = stage;
        return this;
    }

    DealChange expected(BigDecimal value, String currency) {
        this.expectedValue = value.setScale(2, RoundingMode.HALF_UP);
        this.currency = currency;
        return this;
    }

    DealChange openedOn(LocalDate day) {
        this.openedOn = day;
        return this;
    }

    DealChange needs(Needs needs) {
        this.needs = needs.needs().strip();
        this.quantity = needs.quantity();
        this.budget = needs.budget() == null ? null : needs.budget().setScale(2, RoundingMode.HALF_UP);
        this.decisionOn = needs.decisionOn();
        this.nextVisitOn = needs.nextVisitOn();
        return this;
    }

    DealChange decisionOn(LocalDate day) {
        this.decisionOn = day;
        return this;
    }

    DealChange won(Quotation accepted, LocalDate on) {
        this.product = accepted.mainProduct();
        this.currency = accepted.currency();
        return won(accepted.total(), accepted.listTotal(), accepted.cost(), on);
    }

    DealChange won(BigDecimal agreedPrice, BigDecimal listPrice, BigDecimal cost, LocalDate on) {
        this.stage = Stage.WON;
        this.expectedValue = agreedPrice.setScale(2, RoundingMode.HALF_UP);
        this.agreedPrice = this.expectedValue;
        this.listPrice = listPrice;
        this.cost = cost;
        this.closedOn = on;
        return this;
    }

    DealChange lost(String reason, @Nullable String competitor, @Nullable String note, LocalDate on) {
        this.stage = Stage.LOST;
        this.lostReason = reason;
        this.competitor = competitor == null || competitor.isBlank() ? null : competitor.strip();
        this.closeNote = note == null || note.isBlank() ? null : note.strip();
        this.closedOn = on;
        return this;
    }

    Deal changed() {
        return new Deal(
                number,
                before.leadNumber(),
                before.externalId(),
                customerId,
                product,
                rep,
                stage,
                expectedValue,
                currency,
                openedOn,
                before.qualifiedOn(),
                closedOn,
                needs,
                quantity,
                budget,
                decisionOn,
                nextVisitOn,
                agreedPrice,
                listPrice,
                cost,
                lostReason,
                competitor,
                closeNote);
    }
}
