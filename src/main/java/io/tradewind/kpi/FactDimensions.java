package io.tradewind.kpi;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whose team and region a fact belongs to, and which series its product. Each is looked up once in a transaction: an
 * import tells thousands of deals of a few dozen reps.
 */
@Component
class FactDimensions {

    private final People people;
    private final Products products;

    FactDimensions(People people, Products products) {
        this.people = people;
        this.products = products;
    }

    Optional<Person> rep(@Nullable String userId) {
        return userId == null ? Optional.empty() : memory().reps.computeIfAbsent(userId, people::find);
    }

    Optional<Product> product(@Nullable String codeOrName) {
        return codeOrName == null ? Optional.empty() : memory().products.computeIfAbsent(codeOrName, products::find);
    }

    private Memory memory() {
        Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Memory memory) {
            return memory;
        }
        Memory memory = new Memory();
        memory.resume();
        TransactionSynchronizationManager.registerSynchronization(memory);
        return memory;
    }

    /** Lives as long as the transaction, and rests while another one runs inside it. */
    private final class Memory implements TransactionSynchronization {
        private final Map<String, Optional<Person>> reps = new HashMap<>();
        private final Map<String, Optional<Product>> products = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(FactDimensions.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(FactDimensions.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(FactDimensions.this);
        }
    }
}
