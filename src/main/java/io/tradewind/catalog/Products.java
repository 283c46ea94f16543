package io.tradewind.catalog;

import java.util.List;
import java.util.Optional;

/** The products that can be sold today. */
public interface Products {

    /** By series and name. */
    List<Product> all();

    /** By code, else by name, case, blanks and hyphens aside: {@code GTXPro} finds {@code GTX Pro}. */
    Optional<Product> find(String codeOrName);

    /** @throws io.tradewind.engine.Refused if there is no such product */
    Product get(String codeOrName);

    /** Adds a product or changes it. */
    void save(Product product);
}
