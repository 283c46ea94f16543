package io.tradewind.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Only where the demo company lives: on the application's own embedded database, unless {@code tradewind.demo} says
 * otherwise. An outside database never gets demo people or passwords by itself.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnDemo.DemoCondition.class)
public @interface OnDemo {

    /** Reads the environment as {@link OnDemo} states. */
    class DemoCondition implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return holds(context.getEnvironment());
        }

        /** Whether the demo company lives here. */
        public static boolean holds(Environment environment) {
            boolean embedded =
                    environment.getProperty("spring.datasource.url", "").isBlank();
            return environment.getProperty("tradewind.demo", Boolean.class, embedded);
        }
    }
}
