package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.camunda.bpm.engine.rest.dto.task.TaskDto;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Nobody chooses the id of a task. The engine's lists compare a right to a task with the keys of processes too: whose task is
 * called as a process is would see all tasks of that process.
 */
@Configuration(proxyBeanMethods = false)
class TasksOverRest {

    /** Both REST applications of the engine read this list when they are built. */
    @Bean
    static BeanFactoryPostProcessor tasksWithoutChosenIds() {
        return factory -> CamundaRestResources.getConfigurationClasses().add(Checked.class);
    }

    /** Looks at what the engine has read, so there is no second way to read it. */
    public static final class Checked implements ReaderInterceptor {

        @Context
        private @Nullable UriInfo uri;

        @Override
        public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
            Object read = reading.proceed();
            // a task that is there is written with its id in the address
            if (read instanceof TaskDto task
                    && task.getId() != null
                    && (uri == null || !uri.getPathParameters().containsKey("id"))) {
                throw new Refused("id", "The id of a task is given by the engine: leave it out.");
            }
            return read;
        }
    }
}
