package io.tradewind.order;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractApprovals;
import io.tradewind.contract.ContractLine;
import io.tradewind.contract.Contracts;
import io.tradewind.customer.Customers;
import io.tradewind.deal.OrderedQuantities;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What was approved for a changed order, by the same mechanism as everything else. */
@Component
class ChangeApprovals {

    /** Decided by the table {@code order-change-authority}. */
    private static final String KIND = "order-change";

    private final Approvals approvals;
    private final PriceApprovals prices;
    private final ContractApprovals contractApprovals;
    private final Contracts contracts;
    private final Customers customers;
    private final WorkingTime workingTime;

    ChangeApprovals(
            Approvals approvals,
            PriceApprovals prices,
            ContractApprovals contractApprovals,
            Contracts contracts,
            Customers customers,
            WorkingTime workingTime) {
        this.approvals = approvals;
        this.prices = prices;
        this.contractApprovals = contractApprovals;
        this.contracts = contracts;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    /**
     * What of a changed order nobody has agreed to, in words: its price, judged as a quotation of these quantities would be;
     * its contract, which was approved for an amount; and growing beyond it. Each is asked on its own, in this order.
     */
    List<String> notCovered(SalesOrder order) {
        return open(order).values().stream().toList();
    }

    /**
     * Asks for the first of what is not covered. By the rep, who therefore never decides it.
     *
     * @return the approval's number
     */
    long request(SalesOrder order) {
        return switch (open(order).keySet().stream().findFirst().orElse(Question.GROWTH)) {
            case PRICE -> prices.request(ordered(order));
            case CONTRACT ->
                contractApprovals.requestOrder(
                        order.contractNumber(), order.amount(), order.number(), order.revision());
            case GROWTH -> requestGrowth(order);
        };
    }

    private enum Question {
        PRICE,
        CONTRACT,
        GROWTH
    }

    private Map<Question, String> open(SalesOrder order) {
        Map<Question, String> open = new EnumMap<>(Question.class);
        Contract contract = contracts.get(order.contractNumber());
        if (sameQuantities(order, contract)) {
            return open;
        }
        String changed = "It was changed to " + money(order.amount(), order) + "; agreed were "
                + money(order.agreedAmount(), order);
        if (!prices.covers(ordered(order))) {
            open.put(Question.PRICE, changed + ", and the discount was not agreed for these quantities");
        }
        if (!contractApprovals.coversOrder(order.contractNumber(), order.amount())) {
            open.put(Question.CONTRACT, changed + ", and the contract was not approved for this sum");
        } else if (order.amount().compareTo(order.agreedAmount()) > 0 && !growthApproved(order)) {
            open.put(Question.GROWTH, changed);
        }
        return open;
    }

    private static boolean sameQuantities(SalesOrder order, Contract contract) {
        Map<Integer, Integer> agreed =
                contract.lines().stream().collect(Collectors.toMap(ContractLine::position, ContractLine::quantity));
        return agreed.equals(quantities(order));
    }

    private static Map<Integer, Integer> quantities(SalesOrder order) {
        return order.lines().stream().collect(Collectors.toMap(OrderLine::position, OrderLine::quantity));
    }

    private OrderedQuantities ordered(SalesOrder order) {
        return new OrderedQuantities(
                order.dealNumber(),
                contracts.get(order.contractNumber()).quotationVersion(),
                quantities(order),
                order.number(),
                order.revision(),
                order.rep());
    }

    /** By those who decide about changes, or by those who approved the contract for more. */
    private boolean growthApproved(SalesOrder order) {
        return approvals.covers(KIND, order.number(), measures(order), workingTime.today())
                || contractApprovals.approvedOrder(order.contractNumber(), order.amount());
    }

    private long requestGrowth(SalesOrder order) {
        String customer = customers.get(order.customerId()).name();
        return approvals.open(new ApprovalRequest(
                KIND,
                order.number() + " v" + order.revision(),
                order.revision(),
                order.rep(),
                "Order " + order.number() + " of " + customer + " grows beyond its contract",
                measures(order),
                Map.of(),
                List.of(
                        new ShownFact("Customer", customer),
                        new ShownFact("Contract", order.contractNumber()),
                        new ShownFact("Agreed", money(order.agreedAmount(), order)),
                        new ShownFact("Now wanted", money(order.amount(), order))),
                order.customerId(),
                order.currency(),
                null));
    }

    private static String money(BigDecimal amount, SalesOrder order) {
        return Shown.money(amount) + " " + order.currency();
    }

    private static Map<String, BigDecimal> measures(SalesOrder order) {
        return Map.of(Measures.AMOUNT, order.amount());
    }
}
