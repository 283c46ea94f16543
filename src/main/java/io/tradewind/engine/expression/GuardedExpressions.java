package io.tradewind.engine.expression;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Map;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The engine's expressions, each step of which must be among the {@link AllowedCalls}. */
@SuppressWarnings("NullAway") // the resolver's null means "of nothing", as in the specification of expressions
final class GuardedExpressions extends SpringExpressionManager {

    GuardedExpressions(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    protected ELResolver createElResolver() {
        return new Guard(super.createElResolver());
    }

    private static final class Guard extends ELResolver {

        private final ELResolver resolver;

        private Guard(ELResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        public Object getValue(ELContext context, @Nullable Object base, Object property) {
            check(base, property);
            return resolver.getValue(context, base, property);
        }

        @Override
        public Object invoke(
                ELContext context, @Nullable Object base, Object method, Class<?>[] types, Object[] parameters) {
            check(base, method);
            return resolver.invoke(context, base, method, types, parameters);
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            if (base != null) {
                throw new ELException("An expression in a model may not change '" + property + "'.");
            }
            resolver.setValue(context, null, property, value);
        }

        private static void check(@Nullable Object base, @Nullable Object member) {
            if (base != null && member != null && !AllowedCalls.allows(base, member.toString())) {
                throw new ELException("An expression in a model may not use '" + member + "' of a "
                        + base.getClass().getSimpleName()
                        + "; it may name variables, working time and the beans of the processes.");
            }
        }

        @Override
        public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return resolver.getType(context, base, property);
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return resolver.isReadOnly(context, base, property);
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return resolver.getFeatureDescriptors(context, base);
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return resolver.getCommonPropertyType(context, base);
        }
    }
}
