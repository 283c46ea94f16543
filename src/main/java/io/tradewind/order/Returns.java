package io.tradewind.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What customers send back; works for every delivery that has arrived, also long after its order is done. */
public interface Returns {

    Optional<GoodsReturn> find(String number);

    /** Of one order, oldest first. */
    List<GoodsReturn> ofOrder(String orderNumber);

    /**
     * Announces a return and starts its process.
     *
     * @param key of the caller: the same key again gives the return that is there; null if the caller has none
     * @param quantities pieces by the order's line
     * @param reason why, as the customer says
     * @throws io.tradewind.engine.Refused naming the field, if the delivery has not arrived, or more would come back than
     *     was delivered and is not back yet
     */
    GoodsReturn announce(
            String deliveryNumber, @Nullable String key, Map<Integer, Integer> quantities, @Nullable String reason);
}
