package io.tradewind.collection;

import io.tradewind.order.OpenInstalment;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** An instalment of a receivable: what is asked for, and grows old. */
record DueItem(Receivable receivable, OpenInstalment instalment) {

    /** Of all of them, the one due first first. */
    static List<DueItem> of(List<Receivable> receivables) {
        return receivables.stream()
                .flatMap(receivable ->
                        receivable.instalments().stream().map(instalment -> new DueItem(receivable, instalment)))
                .sorted(Comparator.comparing(DueItem::dueOn)
                        .thenComparing(item -> item.receivable.invoiceNumber())
                        .thenComparing(item -> item.instalment.number()))
                .toList();
    }

    LocalDate dueOn() {
        return instalment.dueOn();
    }

    int daysOverdue(LocalDate today) {
        return instalment.daysOverdue(today);
    }

    /** {@code I-2026-000001}, or {@code I-2026-000001 (2 of 3)}. */
    String shown() {
        return instalment.of() == 1
                ? receivable.invoiceNumber()
                : receivable.invoiceNumber() + " (" + instalment.number() + " of " + instalment.of() + ")";
    }

    /** What its letters are known by: an invoice that is due as a whole by its number alone. */
    String key() {
        return instalment.of() == 1
                ? receivable.invoiceNumber()
                : receivable.invoiceNumber() + "/" + instalment.number();
    }
}
