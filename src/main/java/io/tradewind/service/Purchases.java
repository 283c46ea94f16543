package io.tradewind.service;

import io.tradewind.deal.Deals;
import io.tradewind.deal.PastLine;
import io.tradewind.deal.Sale;
import io.tradewind.order.Orders;
import io.tradewind.order.PlacedOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When customers bought: the day of the order, and where the order was another system's the day the deal was won. What was
 * cancelled does not count.
 */
@Component
class Purchases {

    /**
     * One purchase.
     *
     * @param number of the order, or else of the deal
     */
    record Purchase(LocalDate on, String number, @Nullable String product, String rep) {}

    private final Deals deals;
    private final Orders orders;

    Purchases(Deals deals, Orders orders) {
        this.deals = deals;
        this.orders = orders;
    }

    /** By customer, oldest first. */
    Map<Long, List<Purchase>> of(Collection<Long> customerIds) {
        Map<String, PlacedOrder> byDeal = new HashMap<>();
        orders.placedBy(customerIds)
                .forEach(order ->
                        byDeal.merge(order.dealNumber(), order, (first, second) -> first.cancelled() ? second : first));
        Map<Long, List<Purchase>> purchases = new HashMap<>();
        for (Sale sale : deals.salesTo(customerIds)) {
            PlacedOrder order = byDeal.get(sale.dealNumber());
            if (order == null || !order.cancelled()) {
                purchases
                        .computeIfAbsent(sale.customerId(), id -> new ArrayList<>())
                        .add(new Purchase(
                                order == null ? sale.on() : order.on(),
                                order == null ? sale.dealNumber() : order.number(),
                                sale.product(),
                                sale.rep()));
            }
        }
        purchases
                .values()
                .forEach(list -> list.sort(Comparator.comparing(Purchase::on).thenComparing(Purchase::number)));
        return purchases;
    }

    /** What the customer bought last until a day: the lines of the order, and of what another system sold the product. */
    List<PastLine> lastBefore(long customerId, LocalDate day) {
        return of(List.of(customerId)).getOrDefault(customerId, List.of()).stream()
                .filter(purchase -> purchase.on().isBefore(day))
                .reduce((first, second) -> second)
                .map(this::lines)
                .orElse(List.of());
    }

    private List<PastLine> lines(Purchase last) {
        return orders.find(last.number())
                .map(order -> order.lines().stream()
                        .map(line -> new PastLine(line.product(), line.productName(), line.quantity()))
                        .toList())
                .orElseGet(() ->
                        last.product() == null ? List.of() : List.of(new PastLine(last.product(), last.product(), 1)));
    }

    static List<LocalDate> days(List<Purchase> purchases) {
        return purchases.stream().map(Purchase::on).filter(Objects::nonNull).toList();
    }
}
