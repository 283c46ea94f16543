package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class OncePerTransactionTests {

    private final AtomicInteger reads = new AtomicInteger();
    private final OncePerTransaction<String, Integer> memory = new OncePerTransaction<>();
    private final TransactionTemplate step = new TransactionTemplate(new Transactions());

    private int ask() {
        return memory.get("anna", key -> reads.incrementAndGet());
    }

    @Test
    void isReadOnceInATransactionAndAgainInTheNext() {
        step.executeWithoutResult(status -> {
            assertThat(ask()).isEqualTo(1);
            assertThat(ask()).isEqualTo(1);
        });

        step.executeWithoutResult(status -> assertThat(ask()).isEqualTo(2));
    }

    @Test
    void isReadAgainAfterAChange() {
        step.executeWithoutResult(status -> {
            ask();
            memory.forget();

            assertThat(ask()).isEqualTo(2);
        });
    }

    @Test
    void isReadEachTimeWithoutATransaction() {
        ask();

        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void knowsNothingAfterATransactionInsideThisOne() {
        TransactionTemplate own = new TransactionTemplate(step.getTransactionManager());
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        step.executeWithoutResult(status -> {
            ask();
            own.executeWithoutResult(inner -> assertThat(ask()).isEqualTo(2));

            assertThat(ask()).isEqualTo(3);
        });
    }

    /** Transactions without a database. */
    private static final class Transactions extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

        @Override
        protected Object doSuspend(Object transaction) {
            return transaction;
        }

        @Override
        protected void doResume(Object transaction, Object suspended) {}

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
