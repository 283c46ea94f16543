package io.tradewind.credit;

import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An exposure sheet as people read it, in tasks, requests and on the page: the same lines everywhere. */
public final class SheetLines {

    /** One line. */
    public record Line(String label, String value) {}

    private SheetLines() {}

    /** In the order in which the sum is made; what is not there is left out. */
    public static List<Line> of(ExposureSheet sheet) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Customer", sheet.customerName()));
        if (!sheet.group().isEmpty()) {
            lines.add(new Line("Its group", String.join(", ", sheet.group())));
        }
        add(lines, "Unpaid invoices", sheet.unpaidInvoices());
        add(lines, "Delivered, not invoiced", sheet.deliveredNotInvoiced());
        add(lines, "Open orders", sheet.openOrders());
        add(lines, "Prepayments", sheet.prepayments().negate());
        lines.add(new Line("This document", Shown.money(sheet.amount()) + " " + sheet.currency()));
        add(lines, "Owed with this document", sheet.exposureAfter());
        if (sheet.transferred().signum() > 0) {
            add(lines, "Of that others carry", sheet.transferred());
        }
        add(lines, "Credit limit", sheet.limit());
        if (sheet.overLimit().signum() > 0) {
            add(lines, "Over the limit", sheet.overLimit());
        } else {
            add(lines, "Left within the limit", sheet.limit().subtract(sheet.atRisk()));
        }
        lines.add(new Line("Oldest overdue", sheet.overdueDays() + " days"));
        lines.add(new Line(
                "Pays late by",
                sheet.averageDaysLate() == null ? "nothing paid yet" : sheet.averageDaysLate() + " days on average"));
        if (sheet.writtenOff().signum() > 0) {
            add(lines, "Written off in the last three years", sheet.writtenOff());
        }
        if (sheet.onHold()) {
            lines.add(new Line("Credit hold", "yes"));
        }
        if (!sheet.comparable()) {
            lines.add(new Line("Currency", "not the company's: the sums are not converted"));
        }
        lines.add(new Line(
                "Earlier releases",
                sheet.releases().isEmpty() ? "none in the last year" : String.join("; ", sheet.releases())));
        lines.add(new Line("Credit bureau", sheet.bureau().words()));
        return lines;
    }

    private static void add(List<Line> lines, String label, BigDecimal amount) {
        lines.add(new Line(label, Shown.money(amount)));
    }
}
