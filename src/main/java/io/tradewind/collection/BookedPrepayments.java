package io.tradewind.collection;

import io.tradewind.collection.Payments.PaymentView;
import io.tradewind.collection.Payments.Use;
import io.tradewind.order.Invoices;
import io.tradewind.order.Orders;
import io.tradewind.order.Prepayments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Payments that were booked for a contract before its goods left. */
@Component
@Transactional
class BookedPrepayments implements Prepayments {

    private final PaymentStore store;
    private final Invoices invoices;
    private final Orders orders;

    BookedPrepayments(PaymentStore store, Invoices invoices, Orders orders) {
        this.store = store;
        this.invoices = invoices;
        this.orders = orders;
    }

    @Override
    public BigDecimal received(String contractNumber) {
        return views(contractNumber).stream()
                .map(view -> view.uses().stream()
                        .filter(use -> isOf(contractNumber, use))
                        .map(Use::amount)
                        .reduce(view.left(), BigDecimal::add))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean isOf(String contractNumber, Use use) {
        return invoices.find(use.invoiceNumber())
                .flatMap(invoice -> orders.find(invoice.orderNumber()))
                .filter(order -> order.contractNumber().equals(contractNumber))
                .isPresent();
    }

    @Override
    public BigDecimal left(String contractNumber) {
        return views(contractNumber).stream()
                .map(view -> view.left().max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<PaymentView> views(String contractNumber) {
        return store.prepaying(contractNumber).stream()
                .map(store::find)
                .flatMap(Optional::stream)
                .map(PaymentStore.Stored::view)
                .toList();
    }

    /** One transfer may pay several payments back; each refund bears its number. */
    @Override
    public void paidBack(String contractNumber, LocalDate on, String bankReference) {
        int refunds = 0;
        for (long payment : store.prepaying(contractNumber)) {
            PaymentView view = store.lock(payment).orElseThrow().view();
            if (view.left().signum() > 0) {
                refunds++;
                String number = store.insertRefund(
                        payment,
                        view.left(),
                        view.currency(),
                        "The order under " + contractNumber + " was cancelled",
                        on.getYear());
                store.refunded(number, on, refunds == 1 ? bankReference : bankReference + "/" + refunds);
            }
        }
    }
}
