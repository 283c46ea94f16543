package io.tradewind.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one step asks again and again is read once in its transaction: within a step nobody's name changes. The next
 * transaction reads anew, so that what another node changed is seen by the next step. Without a transaction nothing is
 * remembered.
 *
 * @param <V> not null; an {@link java.util.Optional} where there may be nothing
 */
public final class OncePerTransaction<K, V> {

    /** The value of this key as it was read first in this transaction, or else as it is read now. */
    public V get(K key, Function<? super K, ? extends V> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.apply(key);
        }
        Map<K, V> known = memory().known;
        V value = known.get(key);
        if (value == null) {
            value = read.apply(key);
            known.put(key, value);
        }
        return value;
    }

    /** To be called by whoever changes what is remembered. */
    public void forget() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            memory().known.clear();
        }
    }

    @SuppressWarnings("unchecked")
    private Memory memory() {
        Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return (Memory) bound;
        }
        Memory memory = new Memory();
        memory.resume();
        TransactionSynchronizationManager.registerSynchronization(memory);
        return memory;
    }

    /** Rests while another transaction runs inside this one, and knows nothing after it: it may have changed anything. */
    private final class Memory implements TransactionSynchronization {
        private final Map<K, V> known = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(OncePerTransaction.this);
            known.clear();
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(OncePerTransaction.this, this);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            known.clear();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OncePerTransaction.this);
        }
    }
}
