package io.tradewind.engine.security;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks at what the engine's REST interface has read of a body, the web applications' too, before anything is done with it.
 * It sees what the engine sees, so there is no second way to read a body.
 */
abstract class CheckedOverRest implements ReaderInterceptor {

    @Context
    private @Nullable UriInfo uri;

    /** @throws io.tradewind.engine.Refused where nothing may be done with it */
    abstract void check(Class<?> type, @Nullable Object read);

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
        Object read = reading.proceed();
        check(reading.getType(), read);
        return read;
    }

    /** What the address calls by its id. */
    @Nullable
    String idInAddress() {
        return uri == null ? null : uri.getPathParameters().getFirst("id");
    }

    @Configuration(proxyBeanMethods = false)
    static class Checks {

        /** Both REST applications of the engine read this list when they are built. */
        @Bean
        static BeanFactoryPostProcessor checksOfWhatIsReadOverRest() {
            return factory -> CamundaRestResources.getConfigurationClasses()
                    .addAll(List.of(LoginsOverRest.class, TasksOverRest.class, ValuesOverRest.class));
        }
    }
}
