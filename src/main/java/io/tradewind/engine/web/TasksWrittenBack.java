package io.tradewind.engine.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import org.camunda.bpm.engine.rest.dto.task.TaskDto;
import org.camunda.bpm.engine.rest.hal.Hal;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/**
 * Lets a task be written as it was read, which Tasklist does to set its due or follow-up date. The engine's interface gives
 * along which form the task has, and cannot read that back.
 */
@Configuration(proxyBeanMethods = false)
class TasksWrittenBack {

    /** Both REST applications of the engine read this list when they are built. */
    @Bean
    static BeanFactoryPostProcessor tasksAreReadAsTheyAreGiven() {
        return factory -> {
            Collection<Class<?>> classes = CamundaRestResources.getConfigurationClasses();
            classes.remove(JacksonConfigurator.class);
            classes.add(Json.class);
        };
    }

    /** The engine's own but for tasks, and for whatever that is made for. */
    @Provider
    @Produces({MediaType.APPLICATION_JSON_VALUE, Hal.APPLICATION_HAL_JSON})
    public static final class Json extends JacksonConfigurator {

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return super.getContext(type).addMixIn(TaskDto.class, FormOnlyGiven.class);
        }
    }

    @JsonIgnoreProperties(value = "camundaFormRef", allowGetters = true)
    private abstract static class FormOnlyGiven {}
}
