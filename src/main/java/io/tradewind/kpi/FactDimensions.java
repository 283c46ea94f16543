package io.tradewind.kpi;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose team and region a fact belongs to, and which series its product. Each is looked up once in a transaction: an
 * import tells thousands of deals of a few dozen reps.
 */
@Component
class FactDimensions {

    private final People people;
    private final Products products;
    private final OncePerTransaction<String, Optional<Product>> known = new OncePerTransaction<>();

    FactDimensions(People people, Products products) {
        this.people = people;
        this.products = products;
    }

    Optional<Person> rep(@Nullable String userId) {
        return userId == null ? Optional.empty() : people.find(userId);
    }

    Optional<Product> product(@Nullable String codeOrName) {
        return codeOrName == null ? Optional.empty() : known.get(codeOrName, products::find);
    }
}
