package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OpenInstalment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class InvoiceReceivables implements Receivables {

    /** Somebody looks after an overdue invoice once a working week. */
    private static final long LOOK_AFTER_DAYS = 5;

    private final Invoices invoices;
    private final Pauses pauses;
    private final OrderLocks locks;
    private final WorkingTime workingTime;

    InvoiceReceivables(Invoices invoices, Pauses pauses, OrderLocks locks, WorkingTime workingTime) {
        this.invoices = invoices;
        this.pauses = pauses;
        this.locks = locks;
        this.workingTime = workingTime;
    }

    @Override
    public List<Receivable> openOfOrder(String orderNumber) {
        return open(invoices.ofOrder(orderNumber));
    }

    @Override
    public List<Receivable> openOf(Collection<Long> customerIds) {
        return open(invoices.openOf(customerIds));
    }

    @Override
    public List<Receivable> open() {
        return open(invoices.open());
    }

    @Override
    public List<OpenItem> items() {
        LocalDate today = workingTime.today();
        Map<String, String> paused = pauses.allOpen().stream()
                .collect(Collectors.toMap(Pause::invoiceNumber, Pause::words, (one, other) -> one + "; " + other));
        return DueItem.of(open()).stream()
                .map(item -> new OpenItem(
                        item.shown(),
                        item.receivable().invoiceNumber(),
                        item.receivable().orderNumber(),
                        item.receivable().customerId(),
                        item.receivable().rep(),
                        item.instalment().amount(),
                        item.instalment().open(),
                        item.receivable().currency(),
                        item.dueOn(),
                        item.daysOverdue(today),
                        paused.getOrDefault(item.receivable().invoiceNumber(), "")))
                .toList();
    }

    private List<Receivable> open(List<Invoice> some) {
        return some.stream()
                .map(InvoiceReceivables::receivable)
                .filter(Receivable::isOpen)
                .sorted(Comparator.comparing(Receivable::dueOn).thenComparing(Receivable::invoiceNumber))
                .toList();
    }

    @Override
    public Optional<Receivable> find(String invoiceNumber) {
        return invoices.find(invoiceNumber).map(InvoiceReceivables::receivable);
    }

    private static Receivable receivable(Invoice invoice) {
        List<OpenInstalment> open = invoice.openInstalments();
        return new Receivable(
                invoice.number(),
                invoice.orderNumber(),
                invoice.customerId(),
                invoice.rep(),
                invoice.open(),
                invoice.writtenOff(),
                invoice.currency(),
                open.isEmpty() ? invoice.dueOn() : open.get(0).dueOn(),
                open);
    }

    @Override
    public Balance balance(String orderNumber) {
        locks.take(orderNumber);
        List<Receivable> open = openOfOrder(orderNumber);
        return new Balance(
                open,
                sums(open),
                pauses.openOf(orderNumber).stream().map(Pause::shown).collect(Collectors.joining("; ")),
                daysToPayment(open));
    }

    private long daysToPayment(List<Receivable> open) {
        LocalDate today = workingTime.today();
        return open.stream()
                .map(Receivable::dueOn)
                .findFirst()
                .filter(today::isBefore)
                .map(due -> workingTime.workingDaysBetween(today, due))
                .orElse(LOOK_AFTER_DAYS);
    }

    /** By currency: what is owed in two of them is never added up. */
    private static String sums(List<Receivable> open) {
        return open.stream()
                .collect(Collectors.groupingBy(
                        Receivable::currency,
                        TreeMap::new,
                        Collectors.reducing(BigDecimal.ZERO, Receivable::open, BigDecimal::add)))
                .entrySet()
                .stream()
                .map(sum -> Shown.money(sum.getValue()) + " " + sum.getKey())
                .collect(Collectors.joining(" and "));
    }
}
