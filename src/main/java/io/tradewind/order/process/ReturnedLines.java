package io.tradewind.order.process;

import io.tradewind.order.GoodsReturn;
import io.tradewind.order.process.GoodsReturnVariables.ShownReturn;

/** What comes back, as forms show it. */
final class ReturnedLines {

    private ReturnedLines() {}

    static ShownReturn[] of(GoodsReturn goods) {
        return goods.lines().stream()
                .map(line -> new ShownReturn(
                        line.position(),
                        line.productName(),
                        line.announced(),
                        line.received() == null ? 0 : line.received(),
                        line.fit() == null ? 0 : line.fit()))
                .toArray(ShownReturn[]::new);
    }
}
