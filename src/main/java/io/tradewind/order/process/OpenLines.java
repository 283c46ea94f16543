package io.tradewind.order.process;

import io.tradewind.order.SalesOrder;
import io.tradewind.order.process.OrderDeliveryVariables.ShownLine;

/** What of an order is still to be shipped, as forms show it. */
final class OpenLines {

    private OpenLines() {}

    static ShownLine[] of(SalesOrder order) {
        return order.lines().stream()
                .filter(line -> line.open() > 0)
                .map(line -> new ShownLine(line.position(), line.productName(), line.quantity(), line.open()))
                .toArray(ShownLine[]::new);
    }
}
