package io.tradewind.order;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shelf. Of a product whose stock nobody keeps there is always enough. */
public interface Stocks {

    /** Of every product whose stock is kept, by code. */
    List<Stock> all();

    /**
     * Says what was counted; from now on the product's stock is kept.
     *
     * @param product code or name
     * @throws io.tradewind.engine.Refused if there is no such product, or the count is negative
     */
    Stock count(String product, int onHand, @Nullable LocalDate expectedOn);
}
