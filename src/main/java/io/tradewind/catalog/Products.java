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

    /** Lets nobody else change products until the transaction ends; what is read from here on stays so. */
    void lock();

    /** Adds a product or changes it. */
    void save(Product product);
}
