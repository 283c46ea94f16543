package io.tradewind.engine.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.StringUtils;

/**
 * Remembers for each class which transactions are its. Spring reads the annotations of the class at each call to find out
 * whether it names a manager; a step of a process calls dozens of transactional methods.
 */
final class KnownTransactionManager extends TransactionInterceptor {

    private static final long serialVersionUID = 1;

    private final transient Map<Class<?>, TransactionManager> known = new ConcurrentHashMap<>();

    @Override
    protected @Nullable TransactionManager determineTransactionManager(
            @Nullable TransactionAttribute attribute, @Nullable Class<?> target) {
        if (attribute == null || target == null || StringUtils.hasText(attribute.getQualifier())) {
            return super.determineTransactionManager(attribute, target);
        }
        TransactionManager manager = known.get(target);
        if (manager == null) {
            manager = super.determineTransactionManager(attribute, target);
            if (manager != null) {
                known.put(target, manager);
            }
        }
        return manager;
    }
}
