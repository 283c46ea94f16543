package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.ExposureDocument;
import io.tradewind.credit.ExposureSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What orders, deliveries and invoices add to what customers owe us. A prepayment that somebody noted on an order is not
 * taken off: it counts once, when it is booked among the payments.
 */
@Component
class OrderExposure implements ExposureSource {

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final Invoices invoices;
    private final WorkingTime workingTime;

    OrderExposure(JdbcOrders orders, JdbcDeliveries deliveries, Invoices invoices, WorkingTime workingTime) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.invoices = invoices;
        this.workingTime = workingTime;
    }

    @Override
    public BigDecimal openOrders(Collection<Long> customerIds) {
        return orders.openAmount(customerIds);
    }

    @Override
    public BigDecimal deliveredNotInvoiced(Collection<Long> customerIds) {
        return deliveries.notInvoiced(customerIds);
    }

    @Override
    public BigDecimal unpaidInvoices(Collection<Long> customerIds) {
        return invoices.openOf(customerIds).stream().map(Invoice::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public int maxOverdueDays(Collection<Long> customerIds) {
        LocalDate today = workingTime.today();
        return invoices.openOf(customerIds).stream()
                .flatMap(invoice -> invoice.openInstalments().stream())
                .mapToInt(instalment -> instalment.daysOverdue(today))
                .filter(days -> days > 0)
                .max()
                .orElse(0);
    }

    @Override
    public BigDecimal invoicedSince(Collection<Long> customerIds, LocalDate from) {
        return orders.invoicedSince(customerIds, from);
    }

    @Override
    public List<ExposureDocument> documents(Collection<Long> customerIds) {
        List<ExposureDocument> documents = new ArrayList<>();
        for (Invoice invoice : invoices.openOf(customerIds)) {
            documents.add(new ExposureDocument(
                    "Unpaid invoices",
                    invoice.number(),
                    invoice.customerId(),
                    invoice.open(),
                    invoice.dueOn(),
                    "/orders/" + invoice.orderNumber()));
        }
        documents.addAll(orders.openDocuments(customerIds));
        return documents;
    }
}
