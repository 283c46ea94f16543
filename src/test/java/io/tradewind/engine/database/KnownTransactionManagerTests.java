package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class KnownTransactionManagerTests {

    private static final TransactionAttribute PLAIN = new DefaultTransactionAttribute();

    private final PlatformTransactionManager usual = new Named("usual");
    private final PlatformTransactionManager other = new Named("other");
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final KnownTransactionManager interceptor = new KnownTransactionManager();

    KnownTransactionManagerTests() {
        beans.registerSingleton("other", other);
        interceptor.setBeanFactory(beans);
        interceptor.setTransactionManager(usual);
    }

    @Test
    void eachClassHasItsOwn() {
        for (int call = 0; call < 2; call++) {
            assertThat(managerOf(PLAIN, Orders.class)).isSameAs(usual);
            assertThat(managerOf(PLAIN, OfAnotherDatabase.class)).isSameAs(other);
        }
    }

    @Test
    void isAskedForOnceAndRememberedForThatClassOnly() {
        managerOf(PLAIN, Orders.class);
        interceptor.setTransactionManager(other);

        assertThat(managerOf(PLAIN, Orders.class)).isSameAs(usual);
        assertThat(managerOf(PLAIN, Invoices.class)).isSameAs(other);
    }

    @Test
    void aMethodThatNamesItsOwnGetsItBesideOthersOfTheClass() {
        DefaultTransactionAttribute named = new DefaultTransactionAttribute();
        named.setQualifier("other");

        assertThat(managerOf(named, Orders.class)).isSameAs(other);
        assertThat(managerOf(PLAIN, Orders.class)).isSameAs(usual);
        assertThat(managerOf(named, Orders.class)).isSameAs(other);
    }

    @Test
    void thatThereIsNoneYetIsNotRemembered() {
        interceptor.setTransactionManager(null);
        interceptor.setBeanFactory(null);
        assertThat(managerOf(PLAIN, Orders.class)).isNull();

        interceptor.setTransactionManager(usual);
        assertThat(managerOf(PLAIN, Orders.class)).isSameAs(usual);
    }

    @Test
    void whatHasNoTransactionOrNoClassGetsTheUsualOne() {
        interceptor.setTransactionManager(other);
        assertThat(managerOf(null, Orders.class)).isSameAs(other);
        assertThat(managerOf(PLAIN, null)).isSameAs(other);

        interceptor.setTransactionManager(usual);
        assertThat(managerOf(PLAIN, Orders.class)).as("neither was remembered").isSameAs(usual);
    }

    private @Nullable TransactionManager managerOf(
            @Nullable TransactionAttribute attribute, @Nullable Class<?> target) {
        return interceptor.determineTransactionManager(attribute, target);
    }

    private static final class Orders {}

    private static final class Invoices {}

    @Qualifier("other")
    private static final class OfAnotherDatabase {}

    /** Told apart by what they are, not by what they do. */
    private static final class Named extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected Object doGetTransaction() {
            return name;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}

        @Override
        public String toString() {
            return name;
        }
    }
}
