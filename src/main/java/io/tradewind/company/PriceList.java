package io.tradewind.company;

import io.tradewind.catalog.Product;
import java.util.List;

/** What can be sold and for how much, as those who set prices say it. */
public interface PriceList {

    /** By series and name. */
    List<Product> all();

    /**
     * Adds a product, or changes it. What was quoted before keeps its price.
     *
     * @return false if all of it was known already
     * @throws io.tradewind.engine.Refused naming the field that cannot be taken
     */
    boolean enter(NewProduct said);

    /**
     * The same by somebody who sees what they change: a product that is there is changed only if it was chosen.
     *
     * @param chosen its code; empty if a new one is meant
     */
    boolean enter(NewProduct said, String chosen);
}
