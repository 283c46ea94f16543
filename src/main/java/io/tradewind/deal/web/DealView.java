package io.tradewind.deal.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tradewind.customer.Customer;
import io.tradewind.deal.Briefing;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationLine;
import io.tradewind.deal.StartingLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal as it may be read: money as decimal text, cost and margin left out unless one may know them. */
record DealView(
        String number,
        String state,
        String stage,
        String rep,
        @Nullable Long customerId,
        @Nullable String customerName,
        @Nullable String product,
        @Nullable Integer quantity,
        @Nullable String needs,
        String expectedValue,
        String currency,
        LocalDate openedOn,
        @Nullable LocalDate qualifiedOn,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate nextVisitOn,
        @Nullable String agreedPrice,
        @Nullable String lostReason,
        @Nullable String competitor,
        String remarks,
        String lessons,
        String history,
        List<StartingLineView> startingLines,
        List<QuotationView> quotations) {

    /** What the first quotation begins with; {@code listPrice} is missing when the product is not sold any more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StartingLineView(
            String product, String productName, int quantity, boolean sold, @Nullable String listPrice) {

        static StartingLineView of(StartingLine line) {
            return new StartingLineView(
                    line.product(), line.productName(), line.quantity(), line.sold(), text(line.listPrice()));
        }
    }

    /** One version. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuotationView(
            long version,
            String state,
            int paymentDays,
            LocalDate deliveryDate,
            LocalDate validUntil,
            String currency,
            String listTotal,
            String total,
            String discount,
            @Nullable String cost,
            @Nullable String margin,
            @Nullable Long approvalId,
            @Nullable String decisionNote,
            @Nullable String customerNote,
            String createdBy,
            Instant createdAt,
            List<LineView> lines) {

        static QuotationView of(Quotation quotation, boolean withCost) {
            return new QuotationView(
                    quotation.version(),
                    quotation.state().code(),
                    quotation.paymentDays(),
                    quotation.deliveryDate(),
                    quotation.validUntil(),
                    quotation.currency(),
                    quotation.listTotal().toPlainString(),
                    quotation.total().toPlainString(),
                    quotation.discount().toPlainString(),
                    withCost ? quotation.cost().toPlainString() : null,
                    withCost ? quotation.margin().toPlainString() : null,
                    quotation.approvalId(),
                    quotation.decisionNote(),
                    quotation.customerNote(),
                    quotation.createdBy(),
                    quotation.createdAt(),
                    quotation.lines().stream().map(LineView::of).toList());
        }
    }

    /** One line; what it costs us is nobody's business here. */
    record LineView(
            int position,
            String product,
            String productName,
            int quantity,
            String listPrice,
            String discount,
            String amount) {

        static LineView of(QuotationLine line) {
            return new LineView(
                    line.position(),
                    line.product(),
                    line.productName(),
                    line.quantity(),
                    line.listPrice().toPlainString(),
                    line.discount().toPlainString(),
                    line.amount().toPlainString());
        }
    }

    static DealView of(
            Deal deal,
            @Nullable Customer customer,
            Briefing briefing,
            List<StartingLine> startingLines,
            List<Quotation> quotations,
            boolean withCost) {
        return new DealView(
                deal.number(),
                deal.state(),
                deal.stage().code(),
                deal.rep(),
                deal.customerId(),
                customer == null ? null : customer.name(),
                deal.product(),
                deal.quantity(),
                deal.needs(),
                deal.expectedValue().toPlainString(),
                deal.currency(),
                deal.openedOn(),
                deal.qualifiedOn(),
                deal.closedOn(),
                deal.decisionOn(),
                deal.nextVisitOn(),
                text(deal.agreedPrice()),
                deal.lostReason(),
                deal.competitor(),
                briefing.remarks(),
                briefing.lessons(),
                briefing.history(),
                startingLines.stream().map(StartingLineView::of).toList(),
                quotations.stream()
                        .map(quotation -> QuotationView.of(quotation, withCost))
                        .toList());
    }

    private static @Nullable String text(@Nullable BigDecimal money) {
        return money == null ? null : money.toPlainString();
    }
}
