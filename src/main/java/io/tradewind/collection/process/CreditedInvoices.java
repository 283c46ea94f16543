package io.tradewind.collection.process;

import io.tradewind.collection.Payments;
import io.tradewind.collection.Receivables;
import io.tradewind.collection.WriteOffs;
import io.tradewind.engine.Processes;
import io.tradewind.order.CreditNoteIssued;
import io.tradewind.order.InvoiceIssued;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What happens to invoices. A credit note changes what an order still owes, as a payment does: whoever waits for its money looks again. */
@Component
class CreditedInvoices {

    private final Receivables receivables;
    private final Payments payments;
    private final WriteOffs writeOffs;
    private final Processes processes;

    CreditedInvoices(Receivables receivables, Payments payments, WriteOffs writeOffs, Processes processes) {
        this.receivables = receivables;
        this.payments = payments;
        this.writeOffs = writeOffs;
        this.processes = processes;
    }

    /** What was prepaid for it is used at once; the process that collects the rest begins later. */
    @EventListener
    void on(InvoiceIssued event) {
        payments.usePrepayments(event.invoiceNumber());
    }

    /**
     * Asking for the balance takes the order's lock: a process that works it out at this moment either sees the credit or
     * waits already. An order that nobody waits for yet will find it in its balance.
     */
    @EventListener
    void on(CreditNoteIssued event) {
        receivables.balance(event.orderNumber());
        writeOffs.releaseExcess(event.invoiceNumber());
        payments.releaseOverpaid(event.invoiceNumber());
        processes.correlate(CollectionVariables.PAYMENT_RECEIVED, event.orderNumber(), Map.of());
    }
}
