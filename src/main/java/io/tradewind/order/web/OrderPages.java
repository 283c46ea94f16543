package io.tradewind.order.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.engine.web.DealLink;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.order.CreditNote;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OrderChange;
import io.tradewind.order.OrderChanges;
import io.tradewind.order.OrderLine;
import io.tradewind.order.OrderSight;
import io.tradewind.order.Orders;
import io.tradewind.order.Returns;
import io.tradewind.order.SalesOrder;
import io.tradewind.order.Shipments;
import io.tradewind.order.Stocks;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The orders as a list and one by one: what holds them, what is under way, what is late; without JavaScript. */
@Controller
class OrderPages {

    /** A shipment that has been under way for longer is late. */
    private static final long DAYS_UNDER_WAY = 5;

    private static final Set<String> READERS = Set.of(
            Roles.SALES_REP,
            Roles.SALES_MANAGER,
            Roles.LOGISTICS,
            Roles.SALES_SUPPORT,
            Roles.SERVICE,
            Roles.FINANCE,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.AUDITOR,
            Roles.ADMIN);

    private final OrderSight sight;
    private final Orders orders;
    private final OrderChanges changes;
    private final Shipments shipments;
    private final Invoices invoices;
    private final CreditNotes creditNotes;
    private final Returns returns;
    private final Stocks stocks;
    private final Customers customers;
    private final WorkingTime workingTime;
    private final DealLink dealLink;

    OrderPages(
            OrderSight sight,
            Orders orders,
            OrderChanges changes,
            Shipments shipments,
            Invoices invoices,
            CreditNotes creditNotes,
            Returns returns,
            Stocks stocks,
            Customers customers,
            WorkingTime workingTime,
            DealLink dealLink) {
        this.sight = sight;
        this.orders = orders;
        this.changes = changes;
        this.shipments = shipments;
        this.invoices = invoices;
        this.creditNotes = creditNotes;
        this.returns = returns;
        this.stocks = stocks;
        this.customers = customers;
        this.workingTime = workingTime;
        this.dealLink = dealLink;
    }

    @Bean
    static HomeLink ordersLink() {
        return new HomeLink(
                25,
                "Follow orders",
                "What holds them, what is under way or late; change an order, announce a return, correct an invoice.",
                "/orders",
                READERS);
    }

    @GetMapping("/orders")
    String list(Model model) {
        LocalDate today = workingTime.today();
        model.addAttribute(
                "orders",
                sight.orders().stream().map(order -> row(order, today)).toList());
        model.addAttribute("stocks", sight.mayCount() ? stocks.all() : List.of());
        model.addAttribute("mayCount", sight.mayCount());
        return "order/list";
    }

    private Row row(SalesOrder order, LocalDate today) {
        boolean slow = shipments.ofOrder(order.number()).stream()
                .anyMatch(delivery ->
                        delivery.underWay() && ChronoUnit.DAYS.between(delivery.shippedOn(), today) > DAYS_UNDER_WAY);
        int ordered = order.lines().stream().mapToInt(OrderLine::quantity).sum();
        int shipped = order.lines().stream().mapToInt(OrderLine::shipped).sum();
        return new Row(
                order,
                customers.get(order.customerId()).name(),
                Shown.money(order.amount()) + " " + order.currency(),
                shipped + " of " + ordered,
                order.state() == SalesOrder.State.PLACED
                        ? orders.holds(order.number()).stream()
                                .map(hold -> hold.kind().label())
                                .toList()
                        : List.of(),
                order.late(today) ? "wanted on " + order.wantedOn() : slow ? "long under way" : "");
    }

    @GetMapping("/orders/{number}")
    String detail(@PathVariable String number, Model model) {
        SalesOrder order = order(number);
        model.addAttribute("row", row(order, workingTime.today()));
        model.addAttribute("dealHref", dealLink.of(order.dealNumber()));
        model.addAttribute("mayReadContract", sight.mayReadContract(order));
        model.addAttribute("holds", orders.holds(number));
        model.addAttribute("deliveries", shipments.ofOrder(number));
        model.addAttribute("invoices", invoices.ofOrder(number));
        model.addAttribute("creditNotes", creditNotes.ofOrder(number));
        model.addAttribute("returns", returns.ofOrder(number));
        model.addAttribute("key", UUID.randomUUID());
        boolean open = order.state() == SalesOrder.State.PLACED || order.state() == SalesOrder.State.CONFIRMED;
        model.addAttribute("mayChange", sight.mayChange() && open && !order.anythingShipped());
        model.addAttribute("mayCredit", sight.mayCredit());
        model.addAttribute("mayAnnounceReturn", sight.mayAnnounceReturn(order));
        return "order/detail";
    }

    @PostMapping("/orders/{number}/changes")
    String change(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String deliveryAddress,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate wantedOn,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response) {
        SalesOrder order = order(number);
        if (!sight.mayChange()) {
            throw notFound(number);
        }
        return done(number, model, response, () -> {
            Map<Integer, Integer> quantities = quantities(fields);
            order.lines().forEach(line -> quantities.remove(line.position(), line.quantity()));
            String address = deliveryAddress == null || deliveryAddress.strip().equals(order.deliveryAddress())
                    ? null
                    : deliveryAddress;
            return changes.change(number, new OrderChange(address, wantedOn, quantities));
        });
    }

    @PostMapping("/orders/{number}/returns")
    String announce(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String deliveryNumber,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response) {
        SalesOrder order = order(number);
        if (!sight.mayAnnounceReturn(order)
                || shipments.ofOrder(number).stream()
                        .noneMatch(delivery -> delivery.number().equals(deliveryNumber))) {
            throw notFound(number);
        }
        return done(number, model, response, () -> {
            Map<Integer, Integer> quantities = quantities(fields);
            quantities.values().removeIf(pieces -> pieces == 0);
            return returns.announce(deliveryNumber, key.isBlank() ? null : "page:" + key, quantities, reason);
        });
    }

    @PostMapping("/orders/{number}/credit-notes")
    String credit(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String invoiceNumber,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response) {
        order(number);
        if (!sight.mayCredit()
                || invoices.ofOrder(number).stream().map(Invoice::number).noneMatch(invoiceNumber::equals)) {
            throw notFound(number);
        }
        return done(number, model, response, () -> {
            Map<Integer, Integer> quantities = quantities(fields);
            quantities.values().removeIf(pieces -> pieces == 0);
            return creditNotes.issue(
                    "reversal:" + invoiceNumber + ":page:" + key,
                    CreditNote.Kind.REVERSAL,
                    invoiceNumber,
                    reason,
                    quantities);
        });
    }

    @PostMapping("/orders/stock")
    String count(
            @RequestParam(defaultValue = "") String product,
            @RequestParam(required = false) @Nullable Integer onHand,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate expectedOn,
            Model model,
            HttpServletResponse response) {
        if (!sight.mayCount()) {
            throw notFound(product);
        }
        try {
            if (onHand == null) {
                throw new Refused("onHand", "Say how many are on the shelf.");
            }
            stocks.count(product, onHand, expectedOn);
            return "redirect:/orders";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            return list(model);
        }
    }

    private String done(String number, Model model, HttpServletResponse response, Supplier<?> work) {
        try {
            work.get();
            return "redirect:/orders/" + number;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            return detail(number, model);
        }
    }

    /** Fields called {@code line-1}, {@code line-2} …; an empty one says nothing. */
    private static Map<Integer, Integer> quantities(Map<String, String> fields) {
        Map<Integer, Integer> quantities = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith("line-") && !value.isBlank()) {
                try {
                    quantities.put(Integer.valueOf(name.substring("line-".length())), Integer.valueOf(value.strip()));
                } catch (NumberFormatException e) {
                    throw new Refused("lines", "'" + value + "' is not a whole number of pieces.");
                }
            }
        });
        return quantities;
    }

    private SalesOrder order(String number) {
        return sight.find(number).orElseThrow(() -> notFound(number));
    }

    private static ResponseStatusException notFound(String number) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order '" + number + "'.");
    }

    /** An order in the list. */
    record Row(SalesOrder order, String customer, String amount, String shipped, List<String> holds, String late) {}
}
