package io.tradewind.engine.expression;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The beans an expression in a model may name: those of the {@code process} packages and no others. A diagram that a
 * process owner deploys must not reach the data source, the web layer or another module's inside.
 */
final class ExpressionBeans extends AbstractMap<Object, Object> {

    private final ConfigurableListableBeanFactory beans;

    ExpressionBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object key) {
        if (!(key instanceof String name) || !beans.containsBean(name)) {
            return false;
        }
        Class<?> type = beans.getType(name, false);
        return type != null && isProcessPackage(type.getPackageName());
    }

    private static boolean isProcessPackage(String packageName) {
        return packageName.startsWith("io.tradewind.")
                && (packageName.endsWith(".process") || packageName.contains(".process."));
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object get(Object key) {
        return containsKey(key) ? beans.getBean((String) key) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        throw new UnsupportedOperationException("expressions look beans up by name");
    }
}
