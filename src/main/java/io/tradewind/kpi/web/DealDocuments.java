package io.tradewind.kpi.web;

import io.tradewind.approval.ApprovalAccess;
import io.tradewind.contract.ContractAccess;
import io.tradewind.contract.Contracts;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealAccess;
import io.tradewind.deal.Deals;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.deal.Quotation;
import io.tradewind.kpi.web.DealPage.Line;
import io.tradewind.order.OrderSight;
import io.tradewind.order.Orders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was offered, agreed and ordered in a deal: what of it the person who is acting may open, as its own pages have it. */
@Component
class DealDocuments {

    private final Deals deals;
    private final DealAccess dealAccess;
    private final PriceApprovals approvals;
    private final ApprovalAccess approvalAccess;
    private final Contracts contracts;
    private final ContractAccess contractAccess;
    private final Orders orders;
    private final OrderSight orderSight;

    DealDocuments(
            Deals deals,
            DealAccess dealAccess,
            PriceApprovals approvals,
            ApprovalAccess approvalAccess,
            Contracts contracts,
            ContractAccess contractAccess,
            Orders orders,
            OrderSight orderSight) {
        this.deals = deals;
        this.dealAccess = dealAccess;
        this.approvals = approvals;
        this.approvalAccess = approvalAccess;
        this.contracts = contracts;
        this.contractAccess = contractAccess;
        this.orders = orders;
        this.orderSight = orderSight;
    }

    /**
     * One version of the quotation.
     *
     * @param approval where the approval of its price is read; null where there was none, or it is not to be opened
     */
    record Offer(String title, String text, List<String> goods, @Nullable String approval) {}

    List<Offer> quotations(Deal deal) {
        return dealAccess.mayRead(deal)
                ? deals.quotations(deal.number()).stream()
                        .map(quotation -> offer(deal, quotation))
                        .toList()
                : List.of();
    }

    /** Contracts, then orders. */
    List<Line> agreed(Deal deal) {
        return Stream.concat(
                        contracts.ofDeal(deal.number()).stream()
                                .filter(contract -> contractAccess.mayRead(contract.rep()))
                                .map(contract -> line(
                                        "Contract",
                                        "/contracts/",
                                        contract.number(),
                                        contract.state().code())),
                        orders.ofDeal(deal.number()).stream()
                                .filter(orderSight::sees)
                                .map(order -> line(
                                        "Order",
                                        "/orders/",
                                        order.number(),
                                        order.state().code())))
                .toList();
    }

    private Offer offer(Deal deal, Quotation quotation) {
        // a version learns of its approval when that is decided
        Long approval = Optional.ofNullable(quotation.approvalId())
                .or(() -> approvals.open(quotation))
                .orElse(null);
        return new Offer(
                "Version " + quotation.version(),
                quotation.state().code() + ", " + DealPage.money(deal, quotation.total()) + ", valid until "
                        + quotation.validUntil(),
                quotation.lines().stream()
                        .map(line -> line.quantity() + " × " + line.productName() + ", "
                                + line.discount().stripTrailingZeros().toPlainString() + " % off, "
                                + DealPage.money(deal, line.amount()))
                        .toList(),
                approval != null && approvalAccess.mayRead(approval) ? "/approvals/" + approval : null);
    }

    private static Line line(String title, String folder, String number, String state) {
        return new Line(title, number + ", " + state, folder + number);
    }
}
