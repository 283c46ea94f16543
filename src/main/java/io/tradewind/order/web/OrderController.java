package io.tradewind.order.web;

import io.tradewind.engine.Refused;
import io.tradewind.order.Delivery;
import io.tradewind.order.GoodsReturn;
import io.tradewind.order.OrderChange;
import io.tradewind.order.OrderChanges;
import io.tradewind.order.OrderSight;
import io.tradewind.order.Returns;
import io.tradewind.order.SalesOrder;
import io.tradewind.order.Shipments;
import io.tradewind.order.Stock;
import io.tradewind.order.Stocks;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Changes of orders, announced returns and counted stock, for programs. */
@RestController
class OrderController {

    private final OrderSight sight;
    private final OrderChanges changes;
    private final Shipments shipments;
    private final Returns returns;
    private final Stocks stocks;

    OrderController(OrderSight sight, OrderChanges changes, Shipments shipments, Returns returns, Stocks stocks) {
        this.sight = sight;
        this.changes = changes;
        this.shipments = shipments;
        this.returns = returns;
        this.stocks = stocks;
    }

    @PostMapping("/api/orders/{number}/changes")
    Changed change(@PathVariable String number, @RequestBody Change change) {
        if (!sight.mayChange()) {
            throw notFound("order", number);
        }
        sight.find(number).orElseThrow(() -> notFound("order", number));
        return Changed.of(changes.change(
                number, new OrderChange(change.deliveryAddress(), change.wantedOn(), quantities(change.lines()))));
    }

    @PostMapping("/api/shipments/{number}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    GoodsReturn announce(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Announcement announcement) {
        shipments
                .find(number)
                .map(Delivery::orderNumber)
                .flatMap(sight::find)
                .filter(sight::mayAnnounceReturn)
                .orElseThrow(() -> notFound("delivery", number));
        return returns.announce(
                number,
                key == null ? null : number + ":" + key,
                quantities(announcement.lines()),
                announcement.reason());
    }

    @PutMapping("/api/stock/{product}")
    Stock count(@PathVariable String product, @RequestBody Count count) {
        if (!sight.mayCount()) {
            throw notFound("product", product);
        }
        if (count.onHand() == null) {
            throw new Refused("onHand", "Say how many are on the shelf.");
        }
        return stocks.count(product, count.onHand(), count.expectedOn());
    }

    private static Map<Integer, Integer> quantities(@Nullable List<@Nullable Line> lines) {
        Map<Integer, Integer> quantities = new LinkedHashMap<>();
        for (@Nullable Line line : lines == null ? List.<@Nullable Line>of() : lines) {
            if (line == null) {
                throw new Refused("lines", "A line says position and quantity; one of these is empty.");
            }
            if (quantities.put(line.position(), line.quantity()) != null) {
                throw new Refused("lines", "Line " + line.position() + " is there twice.");
            }
        }
        return quantities;
    }

    private static ResponseStatusException notFound(String what, String number) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no " + what + " '" + number + "'.");
    }

    record Line(int position, int quantity) {}

    record Change(
            @Nullable String deliveryAddress, @Nullable LocalDate wantedOn, @Nullable List<@Nullable Line> lines) {}

    record Announcement(@Nullable String reason, @Nullable List<@Nullable Line> lines) {}

    record Count(@Nullable Integer onHand, @Nullable LocalDate expectedOn) {}

    /** How the order stands after the change. */
    record Changed(String number, int revision, String state, BigDecimal amount, String currency) {

        static Changed of(SalesOrder order) {
            return new Changed(
                    order.number(), order.revision(), order.state().code(), order.amount(), order.currency());
        }
    }
}
